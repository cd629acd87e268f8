using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Domain.Tests.Ordering;

/// <summary>A slot in four days, cancelled free until its start.</summary>
public sealed class FollowSlotTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = Now.AddDays(4);
    private static readonly OfferContent Content = new()
    {
        Title = "太极晨练",
        Price = Fen.Zero,
        Unit = "位",
        Payment = PaymentWay.Free,
        Cancellation = CancellationRules.FreeUntilStart,
    };

    [Fact]
    public void What_did_not_move_stays_as_it_is() => Assert.Same(Booked, FollowSlot.Decide(Booked, To(Start) with { Moves = 0 }, Content));

    [Theory]
    [InlineData(24 * 60, 2 * 24 * 60)]
    [InlineData(-24 * 60, 2 * 24 * 60)]
    [InlineData((24 * 60) + 1, (5 * 24 * 60) + 1)]
    [InlineData(-(24 * 60) - 1, (3 * 24 * 60) - 1)]
    public void It_is_free_to_give_back_for_two_days_or_where_it_is_far_until_the_start(int minutesLater, int freeMinutes)
    {
        var moved = FollowSlot.Decide(Booked, To(Start.AddMinutes(minutesLater)), Content);

        Assert.Equal(Now.AddMinutes(freeMinutes), moved.FreeUntil);
        Assert.Equal(Math.Abs(minutesLater) <= 24 * 60, moved.IsMissCounted);
        Assert.Equal((Start.AddMinutes(minutesLater), 1), (moved.Times.StartsAt, moved.Moves));
    }

    [Fact]
    public void Another_venue_is_far()
    {
        var moved = FollowSlot.Decide(Booked, To(Start, "ven_other"), Content);

        Assert.Equal((Start, "ven_other", false), (moved.FreeUntil, moved.VenueId, moved.IsMissCounted));
    }

    [Fact]
    public void It_is_never_free_beyond_the_start()
    {
        var moved = FollowSlot.Decide(Booked, To(Start) with { MovedAt = Start.AddHours(-47) }, Content);

        Assert.Equal(Start, moved.FreeUntil);
    }

    [Fact]
    public void What_was_promised_does_not_get_earlier()
    {
        var earlier = FollowSlot.Decide(Booked, To(Start.AddHours(-10)), Content);
        var back = FollowSlot.Decide(FollowSlot.Decide(Booked, To(Start.AddDays(2)), Content), To(Start) with { Moves = 2 }, Content);

        Assert.Equal(Start, earlier.CancelUntil);
        Assert.Equal(Start.AddDays(2), back.CancelUntil);
    }

    [Theory]
    [InlineData(24 * 60, null)]
    [InlineData((24 * 60) + 1, "2026-11-29 00:00")]
    public void What_was_paid_and_is_far_now_goes_back_the_morning_after(int minutesLater, string? morning)
    {
        var move = To(Start.AddMinutes(minutesLater));

        Assert.Equal(
            morning is null ? null : Some.At(morning),
            FollowSlot.GoesBackAt(Booked with { Payment = PaymentWay.Online }, move, Some.Shanghai));
        Assert.Null(FollowSlot.GoesBackAt(Booked, move, Some.Shanghai));
    }

    private static Order Booked { get; } = new()
    {
        Id = "ord_1",
        MemberId = Some.MemberId,
        MerchantId = "mch_1",
        OfferId = "ofr_1",
        OfferVersion = 1,
        SlotId = "slt_1",
        VenueId = "ven_1",
        Title = "太极晨练",
        UnitPrice = Fen.Zero,
        Payment = PaymentWay.Free,
        Times = OrderTimes.OfSlot(TimesAt(Start), Content),
        IsMissCounted = true,
        Tickets = [new Ticket { Id = "tkt_1", N = 1, Code = "7KQ4M2XP" }],
        CreatedAt = Now,
    };

    private static SlotMove To(DateTimeOffset startsAt, string venueId = "ven_1") => new(TimesAt(startsAt), venueId, 1, Now);

    private static SlotTimes TimesAt(DateTimeOffset startsAt) =>
        new(startsAt, startsAt.AddHours(1), IsCancelled: false, new SlotPlaces(4, 1, 0, 0, 0));
}
