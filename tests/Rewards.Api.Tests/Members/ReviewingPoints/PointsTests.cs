using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Members.ReviewingPoints;

public abstract class PointsTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    [Fact]
    public async Task Earned_less_spent_less_expired_less_withdrawn_is_spendable_and_held()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        await member.CheckInAsync();
        await app.AdjustAsync(member, 200);
        await app.AdjustAsync(member, -50);
        var captured = await till.RedeemAsync(member, 8800, 100, capture: true);
        await till.RefundAsync(captured, 4400);
        await till.RedeemAsync(member, 8800, 30);

        var points = await member.PointsAsync();

        Assert.Equal(
            """{"spendable":375,"held":30,"earned":505,"spent":50,"expired":0,"withdrawn":50,"worth_fen":3750,"expiring":[{"points":375,"expires_on":"2027-11-30"}]}""",
            points.Body!.ToJsonString());
    }

    [Fact]
    public async Task Entries_come_page_by_page_and_each_once()
    {
        var member = await app.SignUpAsync();
        for (var number = 0; number < 7; number++)
        {
            await app.AdjustAsync(member, 1);
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await member.Caller.GetAsync(
                $"/v1/member/entries?limit=3{(cursor is null ? "" : "&cursor=" + cursor)}")).Expect(200);
            seen.AddRange(page.Data.Select(entry => entry["id"]!.GetValue<string>()));
            cursor = page["next_cursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(8, seen.Distinct().Count());
        Assert.Equal(8, seen.Count);
    }

    [Theory]
    [InlineData("limit=0", "validation_failed")]
    [InlineData("limit=101", "validation_failed")]
    [InlineData("limit=-1", "validation_failed")]
    [InlineData("limit=all", "validation_failed")]
    [InlineData("cursor=xxxx", "cursor_invalid")]
    [InlineData("cursor=AAAAAAAAAAAAAAAAAAAAAAAA", "cursor_invalid")]
    public async Task A_page_that_makes_no_sense_is_refused(string query, string code)
    {
        var member = await app.SignUpAsync();

        (await member.Caller.GetAsync("/v1/member/entries?" + query)).Expect(400, code);
    }

    [Fact]
    public async Task A_cursor_works_for_its_own_list_and_caller_only()
    {
        var (mine, theirs) = (await app.SignUpAsync(), await app.SignUpAsync());
        await app.AdjustAsync(mine, 1);
        await app.AdjustAsync(theirs, 1);
        var cursor = (await mine.Caller.GetAsync("/v1/member/entries?limit=1")).Text("next_cursor");

        (await mine.Caller.GetAsync("/v1/member/entries?cursor=" + cursor)).Expect(200);
        (await theirs.Caller.GetAsync("/v1/member/entries?cursor=" + cursor)).Expect(400, "cursor_invalid");
        (await mine.Caller.GetAsync("/v1/member/redemptions?cursor=" + cursor)).Expect(400, "cursor_invalid");
    }

    [Fact]
    public async Task A_member_sees_their_own_purchases()
    {
        var (member, other) = (await app.SignUpAsync(), await app.SignUpAsync());
        var held = await app.Till().RedeemAsync(member, 8800, 10);
        await app.Till().RedeemAsync(other, 8800, 10);

        var own = (await member.Caller.GetAsync("/v1/member/redemptions")).Expect(200);

        var seen = Assert.Single(own.Data).AsObject();
        Assert.Equal("Bookshop", (string?)seen["merchant_name"]);
        seen.Remove("merchant_name");
        Assert.Equal(held.Body!.ToJsonString(), seen.ToJsonString());
    }
}

public sealed class PointsOnSqlite(SqliteApp app) : PointsTests<SqliteApp>(app);

public sealed class PointsOnPostgres(PostgresApp app) : PointsTests<PostgresApp>(app.OrSkip());
