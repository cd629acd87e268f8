using Rewards.Domain.Supplying;

namespace Rewards.Domain.Tests.Supplying;

public sealed class SlotTimesTests
{
    private static readonly DateTimeOffset Start = new(2026, 12, 5, 6, 0, 0, TimeSpan.Zero);

    private static readonly SlotTimes Slot = new(Start, Start.AddHours(2), false, new SlotPlaces(4, 1, 0, 0, 0));

    private static readonly OfferContent Court = new()
    {
        Title = "球场",
        Price = Fen.Zero,
        Unit = "小时",
        Payment = PaymentWay.Free,
        Cancellation = CancellationRules.FreeUntilStart,
        Booking = new BookingRules(BookingMode.Required, new BookingOpening(3, new TimeOnly(8, 0)), 10),
        Admission = new AdmissionRules(15, 15, OnMiss.Release),
    };

    [Fact]
    public void Booking_opens_days_before_at_an_hour_of_the_city() => Assert.Equal(
        new DateTimeOffset(2026, 12, 2, 0, 0, 0, TimeSpan.Zero), Slot.OpensAt(Court.Booking, Some.Shanghai));

    [Theory]
    [InlineData(-(3 * 24 * 60) - 361, SlotState.NotOpen)]
    [InlineData(-(3 * 24 * 60) - 360, SlotState.Open)]
    [InlineData(-11, SlotState.Open)]
    [InlineData(-10, SlotState.Closed)]
    [InlineData(-1, SlotState.Closed)]
    [InlineData(0, SlotState.Running)]
    [InlineData(119, SlotState.Running)]
    [InlineData(120, SlotState.Over)]
    public void It_stands_by_the_minute(int minutesAfterStart, SlotState state) =>
        Assert.Equal(state, Slot.StateAt(Start.AddMinutes(minutesAfterStart), Court, Some.Shanghai));

    [Fact]
    public void Without_a_place_it_is_full_and_cancelled_it_is_that_whatever_the_time()
    {
        var full = Slot with { Places = new SlotPlaces(4, 3, 0, 1, 0) };

        Assert.Equal(SlotState.Full, full.StateAt(Start.AddHours(-1), Court, Some.Shanghai));
        Assert.Equal(
            SlotState.Cancelled, (full with { IsCancelled = true }).StateAt(Start.AddHours(3), Court, Some.Shanghai));
    }

    [Fact]
    public void Whoever_comes_first_finds_it_open_until_it_begins()
    {
        var walkIn = Court with { Booking = new BookingRules(BookingMode.WalkIn, null, 0) };

        Assert.Equal(SlotState.Open, Slot.StateAt(Start.AddDays(-30), walkIn, Some.Shanghai));
    }

    [Theory]
    [InlineData(14, OnMiss.Release, 3)]
    [InlineData(15, OnMiss.Release, 4)]
    [InlineData(15, OnMiss.Keep, 3)]
    public void Places_that_nobody_came_for_are_left_again_where_they_are_released(int minutes, OnMiss onMiss, int left) =>
        Assert.Equal(left, Slot.LeftAt(Start.AddMinutes(minutes), Court.Admission with { OnMiss = onMiss }));
}
