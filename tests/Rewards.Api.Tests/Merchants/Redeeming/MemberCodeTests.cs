using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Merchants.Redeeming;

public abstract class MemberCodeTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly Caller till = app.Caller("rk_test_bookshop");

    [Fact]
    public async Task A_code_pays_once()
    {
        var code = await (await app.SignUpAsync()).NewCodeAsync();
        (await RedeemAsync(code, 10)).Expect(201);

        (await RedeemAsync(code, 10)).Expect(409, "member_code_used");
        (await QuoteAsync(code)).Expect(409, "member_code_used");
    }

    [Fact]
    public async Task A_quote_does_not_use_the_code_up()
    {
        var code = await (await app.SignUpAsync()).NewCodeAsync();
        (await QuoteAsync(code)).Expect(200);

        (await QuoteAsync(code)).Expect(200);
        (await RedeemAsync(code, 10)).Expect(201);
    }

    [Fact]
    public async Task A_refused_redemption_does_not_use_the_code_up()
    {
        var code = await (await app.SignUpAsync()).NewCodeAsync();
        (await RedeemAsync(code, 301)).Expect(422, "insufficient_points");

        (await RedeemAsync(code, 300)).Expect(201);
    }

    [Theory]
    [InlineData(59_999, 200, null)]
    [InlineData(60_000, 422, "member_code_expired")]
    public async Task A_code_lives_60_seconds(int milliseconds, int status, string? code)
    {
        var shown = await (await app.SignUpAsync()).NewCodeAsync();
        app.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));

        var quote = (await QuoteAsync(shown)).Expect(status);

        Assert.Equal(code, quote.Code);
    }

    [Theory]
    [InlineData(10_000, 200, null)]
    [InlineData(10_001, 422, "member_code_invalid")]
    public async Task A_code_that_ends_later_than_two_nodes_clocks_explain_is_worth_nothing(
        int milliseconds, int status, string? code)
    {
        var member = await app.SignUpAsync();
        var (text, _) = MemberCode.Issue(
            member.Id,
            app.Time.GetUtcNow() + TimeSpan.FromMilliseconds(milliseconds),
            app.Services.GetRequiredService<SigningKeys>());

        Assert.Equal(code, (await QuoteAsync(text)).Expect(status).Code);
        Assert.Equal(code, (await RedeemAsync(text, 10)).Expect(status == 200 ? 201 : status).Code);
    }

    [Fact]
    public async Task A_code_changed_in_any_character_is_worth_nothing()
    {
        var code = await (await app.SignUpAsync()).NewCodeAsync();

        for (var at = 0; at < code.Length; at += 7)
        {
            var forged = code[..at] + (code[at] == '0' ? '1' : '0') + code[(at + 1)..];
            (await QuoteAsync(forged)).Expect(422, "member_code_invalid");
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("not a code")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000000000000000000")]
    public async Task What_this_service_did_not_make_is_no_code(string text)
    {
        (await QuoteAsync(text)).Expect(422, "member_code_invalid");
        (await RedeemAsync(text, 0)).Expect(422, "member_code_invalid");
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\r\n")]
    [InlineData("\t")]
    public async Task What_a_scanner_adds_behind_a_code_is_not_part_of_it(string added)
    {
        var code = await (await app.SignUpAsync()).NewCodeAsync();

        (await QuoteAsync(code + added)).Expect(200);
        (await RedeemAsync(code + added, 10)).Expect(201);
    }

    [Fact]
    public async Task A_code_looks_as_the_contract_says()
    {
        var schema = Assert.Single(ApiContract.Operations, operation => operation.Id == "issueMemberCode").Answer(201)!;

        var pattern = schema["properties"]!["code"]!["pattern"]!.GetValue<string>();

        Assert.Matches(pattern, await (await app.SignUpAsync()).NewCodeAsync());
    }

    private Task<Answer> QuoteAsync(string code) =>
        till.PostAsync("/v1/quotes", new { MemberCode = code, Items = new[] { Till.Item(8800) } });

    private Task<Answer> RedeemAsync(string code, long points) => till.PostKeyedAsync(
        "/v1/redemptions",
        new { MemberCode = code, OrderNo = Caller.NewKey(), Items = new[] { Till.Item(8800) }, Points = points });
}

public sealed class MemberCodesOnSqlite(SqliteApp app) : MemberCodeTests<SqliteApp>(app);

public sealed class MemberCodesOnPostgres(PostgresApp app) : MemberCodeTests<PostgresApp>(app.OrSkip());
