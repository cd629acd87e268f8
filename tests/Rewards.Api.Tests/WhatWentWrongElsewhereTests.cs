using System.Text.Json.Nodes;
using CsCheck;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests;

/// <summary>
/// Bugs that users of other points systems have reported, and what this service does instead. Those that the rules
/// alone decide have their test beside the rules.
/// </summary>
public abstract class WhatWentWrongElsewhereTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    [Fact]
    public async Task Fifty_purchases_at_once_do_not_spend_one_balance_more_than_once()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => till.RedeemAsync(member, 8800, 100))));

        Assert.Equal(3, answers.Count(answer => answer.Status == 201));
        Assert.Equal(0, await member.SpendableAsync());
    }

    [Fact]
    public async Task A_till_that_repeats_itself_with_a_new_key_does_not_charge_twice()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till().Caller);
        var body = Till.Body(member, 8800, 100, capture: true);
        var first = (await till.PostKeyedAsync("/v1/redemptions", body)).Expect(201);

        var again = (await till.PostKeyedAsync("/v1/redemptions", body)).Expect(409, "duplicate_order");

        Assert.Equal(first.Text("id"), again.Text("redemption_id"));
        Assert.Equal(200, await member.SpendableAsync());
    }

    [Fact]
    public async Task There_is_no_discount_without_the_points_for_it()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        var captured = (await till.RedeemAsync(member, 8800, 300, capture: true)).Expect(201);

        (await till.RedeemAsync(member, 8800, 1)).Expect(422, "insufficient_points");

        var spent =
            (await member.EntriesAsync()).Where(entry => entry["reference"]?.GetValue<string>() == captured.Text("id"));
        Assert.Equal(-captured.Number("points"), spent.Sum(entry => entry["points"]!.GetValue<long>()));
        Assert.Equal(captured.Number("discount_fen"), captured.Number("points") * 10);
    }

    [Fact]
    public async Task A_full_refund_after_a_partial_one_gives_back_only_the_rest()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        var captured = await till.RedeemAsync(member, 8800, 200, capture: true);
        var part = (await till.RefundAsync(captured, 4400)).Expect(201);

        var rest = (await till.RefundAsync(captured)).Expect(201);

        Assert.Equal(200, part.Number("points") + rest.Number("points"));
        Assert.Equal(6800, part.Number("cash_fen") + rest.Number("cash_fen"));
        Assert.Equal(300, await member.SpendableAsync());
    }

    [Fact]
    public Task Points_and_cash_add_up_to_the_price_whatever_is_bought() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 30000]).Array[1, 5].SampleAsync(
            async lines =>
            {
                var member = await app.SignUpWithAsync(820);
                object[] items = [.. lines.Select(line => Till.Item(line.Item2, line.Item1))];

                var quote = (await app.Till().QuoteAsync(member, items)).Expect(200);

                Assert.Equal(lines.Sum(line => (long)line.Item1 * line.Item2), quote.Number("gross_fen"));
                Assert.Equal(quote.Number("gross_fen"), quote.Number("discount_fen") + quote.Number("cash_fen"));
                Assert.All(quote["limits"]!.AsArray(), limit =>
                    Assert.True(quote.Number("discount_fen") <= limit!["limit_fen"]!.GetValue<long>()));
            },
            iter: 20);

    [Fact]
    public async Task The_history_of_one_member_never_mixes_with_anothers()
    {
        var (mine, theirs) = (await app.SignUpAsync(), await app.SignUpAsync());
        await app.AdjustAsync(theirs, 77);

        var own = await mine.EntriesAsync();
        var asOperator = await mine.Caller.GetAsync($"/v1/operator/members/{theirs.Id}/entries");

        Assert.Equal("signup", Assert.Single(own)["kind"]!.GetValue<string>());
        asOperator.Expect(401);
    }

    [Fact]
    public async Task Everybody_can_see_why_points_changed_and_which_limit_decided()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        await till.RedeemAsync(member, 8800, 10, capture: true);

        var entries = (await app.Operator("auditor").GetAsync($"/v1/operator/members/{member.Id}/entries")).Data;
        var quote = await till.QuoteAsync(member, Till.Item(8800));

        Assert.All(entries, entry =>
        {
            Assert.NotNull(entry["kind"]);
            Assert.NotNull(entry["actor"]);
            Assert.Equal(1, entry["programme_version"]!.GetValue<int>());
        });
        Assert.StartsWith("merchant:mch_", entries[0]["actor"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("balance", quote.Binding);
    }
}

public sealed class WhatWentWrongElsewhereOnSqlite(SqliteApp app) : WhatWentWrongElsewhereTests<SqliteApp>(app);

public sealed class WhatWentWrongElsewhereOnPostgres(PostgresApp app)
    : WhatWentWrongElsewhereTests<PostgresApp>(app.OrSkip());

/// <summary>The same, where the host's own time zone was to blame.</summary>
public sealed class WhatWentWrongElsewhereByZoneTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-zone-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("UTC")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Shanghai")]
    public async Task Two_days_around_midnight_in_Shanghai_are_two_days_wherever_the_host_stands(string zone)
    {
        await using var service = await ServiceProcess.StartAsync(folder.FullName, [("TZ", zone)]);
        await SetClockAsync(service, "2030-11-23T15:59:50Z");
        var session = (await service.Caller(null).PostAsync("/v1/member/sessions", new { WechatCode = "sandbox-zoe" }))
            .Expect(201);
        var member = service.Caller(session.Text("access_token"));

        var before = (await member.PostAsync("/v1/member/check-ins", new { })).Expect(201);
        (await member.PostAsync("/v1/member/check-ins", new { })).Expect(409, "already_checked_in");
        await SetClockAsync(service, "2030-11-23T16:00:00Z");
        var after = (await member.PostAsync("/v1/member/check-ins", new { })).Expect(201);

        Assert.Equal(
            ("2030-11-23", "2030-11-24", 2), (before.Text("date"), after.Text("date"), after.Number("streak_days")));
    }

    private static async Task SetClockAsync(ServiceProcess service, string now) =>
        (await service.Caller(null).PostAsync("/sandbox/clock", new JsonObject { ["now"] = now }.ToJsonString()))
            .Expect(200);
}
