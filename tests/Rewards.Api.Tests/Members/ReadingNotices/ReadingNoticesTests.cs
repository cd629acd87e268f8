using System.Text.Json.Nodes;
using Rewards.Api.Tests.Culture;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Members.ReadingNotices;

public abstract class ReadingNoticesTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    [Fact]
    public async Task Who_had_ordered_what_was_cancelled_is_told_and_reads_it_once()
    {
        var (member, order) = await OrderOfCancelledSlotAsync();

        var notice = Assert.Single(await NoticesAsync(member));
        Assert.Equal(("slot_cancelled", order, false), (notice["kind"]!.GetValue<string>(), notice["order_id"]!.GetValue<string>(), notice["read"]!.GetValue<bool>()));
        Assert.Contains("检修", notice["text"]!.GetValue<string>(), StringComparison.Ordinal);

        var path = $"/v1/member/notices/{notice["id"]!.GetValue<string>()}/read";
        (await (await app.SignUpAsync()).Caller.PostAsync(path, new { })).Expect(404, "not_found");
        foreach (var answer in await Race.RunAsync(() => member.Caller.PostAsync(path, new { })))
        {
            answer.Expect(204);
        }

        Assert.True(Assert.Single(await NoticesAsync(member))["read"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Who_has_points_that_end_soon_is_told_thirty_and_seven_days_before()
    {
        var member = await app.SignUpAsync();
        var day = (await member.Caller.GetAsync("/v1/member/points")).Expect(200)["expiring"]![0]!["expires_on"]!.GetValue<string>();
        var end = new DateTimeOffset(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).AddDays(1), TimeOnly.MinValue, TimeSpan.FromHours(8));

        await SeesAsync(member, end.AddDays(-31).AddMilliseconds(-1), 0);
        await SeesAsync(member, end.AddDays(-31), 1);
        await SeesAsync(member, end.AddDays(-8).AddMilliseconds(-1), 1);
        member = await SeesAsync(member, end.AddDays(-8), 2);
        var newest = (await NoticesAsync(member))[0];
        Assert.Equal(end, newest["until"]!.GetValue<DateTimeOffset>());
        Assert.Contains("300", newest["text"]!.GetValue<string>(), StringComparison.Ordinal);
        (await member.Caller.PostAsync($"/v1/member/notices/{newest["id"]!.GetValue<string>()}/read", new { })).Expect(204);
        Assert.Equal([true, false], (await NoticesAsync(member)).Select(notice => notice["read"]!.GetValue<bool>()));

        var page = (await member.Caller.GetAsync("/v1/member/notices?limit=1")).Expect(200);
        var next = (await member.Caller.GetAsync($"/v1/member/notices?limit=1&cursor={page.Text("next_cursor")}")).Expect(200);
        Assert.NotEqual(page.Data[0]["id"]!.GetValue<string>(), Assert.Single(next.Data)["id"]!.GetValue<string>());
        await SeesAsync(member, end, 0);
    }

    /// <returns>The member, signed in again.</returns>
    private async Task<Member> SeesAsync(Member member, DateTimeOffset at, int notices)
    {
        app.Time.SetUtcNow(at);
        var again = await app.SignInAsync(member.Name);
        Assert.Equal(notices, (await NoticesAsync(again)).Count);
        return again;
    }

    private static async Task<IReadOnlyList<JsonNode>> NoticesAsync(Member member) =>
        (await member.Caller.GetAsync("/v1/member/notices")).Expect(200).Data;

    private async Task<(Member Member, string Order)> OrderOfCancelledSlotAsync()
    {
        var (desk, member) = (new SupplyDesk(app), await app.SignUpAsync());
        var offer = await desk.PublishAsync();
        var slot = await desk.MakeSlotAsync(offer, app.Time.GetUtcNow().AddHours(10));
        var order = (await member.Caller.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = 1, AcceptVersion = 1 })).Expect(201);
        (await desk.Merchant.PostKeyedAsync($"/v1/merchant/slots/{slot}/cancel", new { Reason = "检修" })).Expect(200);
        await app.RunJobAsync("carry-out-slots");
        return (member, order.Text("id"));
    }
}

public sealed class ReadingNoticesOnSqlite(SqliteApp app) : ReadingNoticesTests<SqliteApp>(app);

public sealed class ReadingNoticesOnPostgres(PostgresApp app) : ReadingNoticesTests<PostgresApp>(app.OrSkip());
