using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;
using Rewards.Domain.Tests.Ordering;
using Rewards.Domain.Waiting;

namespace Rewards.Domain.Tests.Waiting;

/// <summary>Who wants two places of a slot of ten that begins the next day at noon.</summary>
public sealed class JoinLineTests
{
    private static readonly DateTimeOffset Start = Some.At("2026-11-25 12:00");

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(2, "places_left")]
    public void Nobody_waits_where_there_is_enough(int left, string? code) => Assert.Equal(code, Why(Wish(left)));

    [Theory]
    [InlineData("2026-11-25 11:29", null)]
    [InlineData("2026-11-25 11:30", "booking_closed")]
    [InlineData("2026-11-25 12:00", "booking_closed")]
    public void Nobody_waits_when_no_place_is_offered_any_more(string clock, string? code) =>
        Assert.Equal(code, Why(Wish(left: 0), clock: clock));

    [Theory]
    [InlineData(199, null)]
    [InlineData(200, "waiting_full")]
    public void So_many_wait(int waiting, string? code) => Assert.Equal(
        code, Why(Wish(left: 0), [.. Enumerable.Range(1, waiting).Select(n => Entry($"mbr_{n}", WaitingStatus.Waiting))]));

    [Theory]
    [InlineData(WaitingStatus.Waiting, "already_waiting")]
    [InlineData(WaitingStatus.Offered, "already_waiting")]
    [InlineData(WaitingStatus.Taken, null)]
    [InlineData(WaitingStatus.Left, null)]
    [InlineData(WaitingStatus.Lapsed, null)]
    public void A_member_waits_once_at_a_time(WaitingStatus before, string? code) =>
        Assert.Equal(code, Why(Wish(left: 0), [Entry(Some.MemberId, before)]));

    [Fact]
    public void What_would_forbid_the_order_forbids_to_wait_for_it()
    {
        var wish = Wish(left: 0);
        var content = wish.Offer.Content;

        Assert.Equal("person_limit", Why(With(content with { Limits = new TicketLimits(1, null, null, null) })));
        Assert.Equal("not_open", Why(With(content with { Booking = content.Booking with { Opens = new BookingOpening(0, TimeOnly.MinValue) } })));
        Assert.Equal("booking_closed", Why(With(content with { Booking = content.Booking with { Mode = BookingMode.WalkIn } })));
        Assert.Equal("booking_blocked", Why(wish with { Missed = new MissedBookings([], Start) }));

        OrderWish With(OfferContent changed) => wish with { Offer = wish.Offer with { Content = changed } };
    }

    private static string? Why(OrderWish wish, IReadOnlyList<WaitingEntry>? entries = null, string clock = Some.Noon) =>
        JoinLine.WhyNot(wish, new WaitingLine(Start, entries ?? []), Some.MemberId, Some.Moment(clock))?.Code;

    private static OrderWish Wish(int left)
    {
        var wish = OrderTicketsTests.Wish(price: 0);
        return wish with { Places = wish.Places with { Left = left } };
    }

    private static WaitingEntry Entry(string member, WaitingStatus status) =>
        new("wtg_" + member, member, 1, Some.At(Some.Noon).AddHours(-1), status);
}
