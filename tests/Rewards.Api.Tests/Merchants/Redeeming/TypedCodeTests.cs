using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Members.ShowingCodes;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Merchants.Redeeming;

/// <summary>Ten digits that stand for the code on the screen.</summary>
public abstract class TypedCodeTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly Caller till = app.Caller("rk_test_bookshop");

    [Fact]
    public async Task What_the_page_shows_can_be_typed_with_its_blank_or_without()
    {
        var (member, _) = await ShowAsync();

        (await QuoteAsync(member.Digits)).Expect(200);
        (await QuoteAsync(member.Digits.Remove(5, 1) + "\r\n")).Expect(200);
        (await RedeemAsync(member.Digits, 10)).Expect(201);

        Assert.Matches("^[0-9]{5} [0-9]{5}$", member.Digits);
        Assert.Equal(290, await member.Who.SpendableAsync());
    }

    [Fact]
    public async Task Digits_and_picture_are_one_code_that_pays_once()
    {
        var (first, firstCode) = await ShowAsync();
        (await RedeemAsync(firstCode, 10)).Expect(201);
        (await RedeemAsync(first.Digits, 10)).Expect(409, "member_code_used");
        (await QuoteAsync(first.Digits)).Expect(409, "member_code_used");

        var (second, secondCode) = await ShowAsync();
        (await RedeemAsync(second.Digits, 10)).Expect(201);
        (await RedeemAsync(secondCode, 10)).Expect(409, "member_code_used");
    }

    [Theory]
    [InlineData(-1, 200, null)]
    [InlineData(0, 422, "member_code_expired")]
    [InlineData(1, 422, "member_code_expired")]
    public async Task They_end_when_the_code_ends(int millisecondsFromEnd, int status, string? code)
    {
        var (shown, _) = await ShowAsync();
        app.Time.Advance(MemberCode.Lifetime + TimeSpan.FromMilliseconds(millisecondsFromEnd));

        Assert.Equal(code, (await QuoteAsync(shown.Digits)).Expect(status).Code);
        Assert.Equal(code, (await RedeemAsync(shown.Digits, 10)).Expect(status == 200 ? 201 : status).Code);
    }

    [Fact]
    public async Task A_refused_redemption_does_not_use_them_up_and_is_told_on_the_page()
    {
        var (shown, _) = await ShowAsync();

        (await RedeemAsync(shown.Digits, 301)).Expect(422, "insufficient_points");

        Assert.Contains("积分不足", (await shown.Visitor.GetAsync("/code")).Words);
        (await RedeemAsync(shown.Digits, 300)).Expect(201);
    }

    [Theory]
    [InlineData("0000000000")]
    [InlineData("000000000")]
    [InlineData("00000000000")]
    [InlineData("００００００００００")]
    [InlineData("00000 0000x")]
    public async Task Other_digits_are_no_code(string text)
    {
        (await QuoteAsync(text)).Expect(422, "member_code_invalid");
        (await RedeemAsync(text, 0)).Expect(422, "member_code_invalid");
    }

    [Fact]
    public async Task A_till_that_repeats_its_request_gets_the_first_answer()
    {
        var (shown, _) = await ShowAsync();
        var (key, body) = (Caller.NewKey(), Body(shown.Digits, 10));
        var first = (await till.PostAsync("/v1/redemptions", body, key)).Expect(201);
        app.Time.Advance(TimeSpan.FromDays(1));
        await app.RunJobAsync("purge");

        var second = await till.PostAsync("/v1/redemptions", body, key);

        Assert.True(second.IsReplay);
        Assert.Equal(first.Body!.ToJsonString(), second.Body!.ToJsonString());
        Assert.Equal(0, CountKept(shown.Digits));
    }

    [Fact]
    public async Task Digits_of_another_code_are_not_taken()
    {
        var (shown, _) = await ShowAsync();
        var (taken, free) = (shown.Digits.Remove(5, 1), TypedCode.New());
        var code = MemberCode.Read(await shown.Who.NewCodeAsync(), app.Services.GetRequiredService<SigningKeys>()).Value;

        var issued = await app.Services.GetRequiredService<LedgerWriter>()
            .SubmitAsync(new IssueTypedCode(code, [taken, free]));

        Assert.Equal(free, issued);
    }

    [Fact]
    public async Task The_tap_works_without_scripts_and_asks_for_the_pages_own_form()
    {
        var (shown, _) = await ShowAsync();

        var foreign = await shown.Visitor.PostAsync("/code");

        Assert.Equal(400, (int)foreign.Status);
    }

    [Fact]
    public async Task Fifty_times_at_once_by_picture_and_by_digits_one_pays()
    {
        var (shown, code) = await ShowAsync();
        var turn = 0;

        var answers = await Race.RunAsync(
            () => RedeemAsync(Interlocked.Increment(ref turn) % 2 == 0 ? code : shown.Digits, 10));

        Assert.Equal((1, 49), (
            answers.Count(answer => answer.Status == 201),
            answers.Count(answer => answer.Code == "member_code_used")));
        Assert.Equal(290, await shown.Who.SpendableAsync());
    }

    private sealed record Shown(Member Who, Visitor Visitor, string Digits);

    /// <summary>A new member's page after the tap: digits, and the code in the picture above them.</summary>
    private async Task<(Shown Shown, string Code)> ShowAsync()
    {
        var member = await app.SignUpAsync();
        var visitor = new Visitor(app);
        await visitor.SignInAsync(member.Name);
        var sent = await visitor.SubmitAsync("/code");
        Assert.StartsWith("/code?seen=", sent.Location);
        var page = (await visitor.GetAsync(sent.Location!)).Words;
        var digits = page.Split("id=\"digits\">")[1].Split('<')[0];
        return (new Shown(member, visitor, digits), page.Split("\"member_code\":\"")[1].Split('"')[0]);
    }

    private int CountKept(string digits)
    {
        using var db = app.Services.GetRequiredService<Database>().OpenForReading();
        return db.TypedCodes.Count(row => row.Key == digits.Remove(5, 1));
    }

    private Task<Answer> QuoteAsync(string code) =>
        till.PostAsync("/v1/quotes", new { MemberCode = code, Items = new[] { Till.Item(8800) } });

    private Task<Answer> RedeemAsync(string code, long points) =>
        till.PostKeyedAsync("/v1/redemptions", Body(code, points));

    private static object Body(string code, long points) =>
        new { MemberCode = code, OrderNo = Caller.NewKey(), Items = new[] { Till.Item(8800) }, Points = points };
}

public sealed class TypedCodesOnSqlite(SqliteApp app) : TypedCodeTests<SqliteApp>(app);

public sealed class TypedCodesOnPostgres(PostgresApp app) : TypedCodeTests<PostgresApp>(app.OrSkip());
