using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Admitting;

/// <summary>Who does not come.</summary>
public abstract class MissedAtDoorTests<TApp>(TApp app) : AtTheDoor<TApp>(app)
    where TApp : RewardsApp
{
    [Fact]
    public async Task Who_misses_three_bookings_waits_and_one_that_is_forgiven_counts_no_more()
    {
        var (_, member, first) = await OrderAsync(Court());
        var offer = first.Text("offer_id");
        var orders = new List<Answer> { first };
        foreach (var hours in new[] { 2, 4 })
        {
            orders.Add((await BookAsync(member, offer, await Desk.MakeSlotAsync(offer, Soon.AddHours(hours)))).Expect(201));
        }

        App.Time.Advance(TimeSpan.FromHours(5));
        var next = await Desk.MakeSlotAsync(offer, Soon.AddHours(2));
        var blocked = (await BookAsync(member, offer, next)).Expect(403, "booking_blocked");

        Assert.Equal(orders.Select(order => order.Text("id")), blocked["missed"]!.AsArray().Select(one => Text(one!, "order_id")));
        var seen = (await member.Caller.GetAsync("/v1/offers/" + offer)).Expect(200)["missed"]!;
        Assert.Equal((3, 3, blocked.Text("until")), (seen["count"]!.GetValue<int>(), seen["limit"]!.GetValue<int>(), Text(seen, "blocked_until")));
        var ticket = TicketOf(orders[1], 0).Id;
        (await ForgiveAsync(ticket, "auditor")).Expect(403, "role_missing");
        (await ForgiveAsync(ticket, "operator")).Expect(200);
        var booked = (await BookAsync(member, offer, next)).Expect(201);
        (await ForgiveAsync(TicketOf(booked, 0).Id, "operator")).Expect(409, "ticket_not_missed");
    }

    [Fact]
    public async Task What_was_cancelled_by_others_is_not_missed()
    {
        var (slot, member, first) = await OrderAsync(Court());
        (await Desk.Merchant.PostKeyedAsync($"/v1/merchant/slots/{slot}/cancel", new { Reason = "检修" })).Expect(200);
        App.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, (await member.Caller.GetAsync("/v1/offers/" + first.Text("offer_id"))).Expect(200)["missed"]!["count"]!.GetValue<int>());
    }
}

public sealed class MissedAtDoorOnSqlite(SqliteApp app) : MissedAtDoorTests<SqliteApp>(app);

public sealed class MissedAtDoorOnPostgres(PostgresApp app) : MissedAtDoorTests<PostgresApp>(app.OrSkip());
