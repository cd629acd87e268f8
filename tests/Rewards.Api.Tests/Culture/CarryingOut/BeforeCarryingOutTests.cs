using Rewards.Api.Tests.Site;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.CarryingOut;

/// <summary>Slots that have moved, before the job has taken their orders along: time is already what it will say.</summary>
public abstract class BeforeCarryingOutTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly SupplyDesk desk = new(app);

    [Theory]
    [InlineData(20, 3, true)]
    [InlineData(3, 20, false)]
    public async Task What_was_missed_is_said_by_where_slots_are(int hours, int movedTo, bool isBlocked)
    {
        var (offer, start) = (await desk.PublishAsync(SupplyDesk.Free("羽毛球")), app.Time.GetUtcNow());
        var member = await app.SignUpAsync();
        for (var number = 0; number < 3; number++)
        {
            var slot = await desk.MakeSlotAsync(offer, start.AddHours(hours).AddMinutes(number));
            (await BookAsync(member, offer, slot)).Expect(201);
            await MoveAsync(slot, start.AddHours(movedTo).AddMinutes(number));
        }

        var other = await desk.MakeSlotAsync(offer, start.AddHours(30));
        app.Time.SetUtcNow(start.AddHours(6));
        var answer = await BookAsync(member, offer, other);

        Assert.Equal(isBlocked ? "booking_blocked" : null, answer.Code);
        await app.RunJobAsync("carry-out-slots");
        Assert.Equal(answer.Status, (await BookAsync(member, offer, other)).Status);
    }

    [Theory]
    [InlineData(20, 3, "completed")]
    [InlineData(3, 20, "confirmed")]
    public async Task Lists_by_state_go_by_where_slots_are(int hours, int movedTo, string status)
    {
        var (offer, start) = (await desk.PublishAsync(SupplyDesk.Free("羽毛球赛")), app.Time.GetUtcNow());
        var slot = await desk.MakeSlotAsync(offer, start.AddHours(hours));
        var visitor = new Visitor(app);
        await visitor.SignInAsync($"moved-{hours}-{app.GetType().Name}");
        var order = (await Confirming.OrderAsync(visitor, offer, slot)).Location!.Split('/')[^1];
        await MoveAsync(slot, start.AddHours(movedTo));
        app.Time.SetUtcNow(start.AddHours(6));

        foreach (var asked in new[] { "confirmed", "completed" })
        {
            var sold = (await desk.Merchant.GetAsync($"/v1/merchant/orders?offer_id={offer}&status={asked}")).Expect(200).Data;
            Assert.Equal(asked == status ? [order] : Array.Empty<string>(), sold.Select(one => one["id"]!.GetValue<string>()));
            var state = asked == "confirmed" ? "open" : asked;
            Assert.Equal(asked == status, (await visitor.GetAsync("/orders?state=" + state)).Words.Contains(order, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Home_shows_what_has_moved_to_today_and_not_what_has_moved_away()
    {
        var (offer, start) = (await desk.PublishAsync(SupplyDesk.Free("晚间太极")), app.Time.GetUtcNow());
        var slot = await desk.MakeSlotAsync(offer, start.AddHours(48));
        var visitor = new Visitor(app);
        await visitor.SignInAsync($"home-moved-{app.GetType().Name}");
        var order = (await Confirming.OrderAsync(visitor, offer, slot)).Location;
        Assert.DoesNotContain($"href=\"{order}\"", (await visitor.GetAsync("/")).Words);

        await MoveAsync(slot, start.AddHours(5));
        Assert.Matches($"href=\"{order}\".*今天.* · 晚间太极", (await visitor.GetAsync("/")).Words);

        await MoveAsync(slot, start.AddHours(48));
        Assert.DoesNotContain($"href=\"{order}\"", (await visitor.GetAsync("/")).Words);
    }

    private static Task<Answer> BookAsync(Member member, string offer, string slot) =>
        member.Caller.PostKeyedAsync("/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = 1, AcceptVersion = 1 });

    private async Task MoveAsync(string slot, DateTimeOffset startsAt) =>
        (await desk.Merchant.PatchAsync($"/v1/merchant/slots/{slot}", new { StartsAt = startsAt })).Expect(200);
}

public sealed class BeforeCarryingOutOnSqlite(SqliteApp app) : BeforeCarryingOutTests<SqliteApp>(app);

public sealed class BeforeCarryingOutOnPostgres(PostgresApp app) : BeforeCarryingOutTests<PostgresApp>(app.OrSkip());
