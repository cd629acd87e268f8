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

    private static Task<Answer> BookAsync(Member member, string offer, string slot) =>
        member.Caller.PostKeyedAsync("/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = 1, AcceptVersion = 1 });

    private async Task MoveAsync(string slot, DateTimeOffset startsAt) =>
        (await desk.Merchant.PatchAsync($"/v1/merchant/slots/{slot}", new { StartsAt = startsAt })).Expect(200);
}

public sealed class BeforeCarryingOutOnSqlite(SqliteApp app) : BeforeCarryingOutTests<SqliteApp>(app);

public sealed class BeforeCarryingOutOnPostgres(PostgresApp app) : BeforeCarryingOutTests<PostgresApp>(app.OrSkip());
