using System.Globalization;
using Rewards.Domain.Supplying;

namespace Rewards.Domain.Tests.Supplying;

public sealed class SlotPlanTests
{
    private static readonly SlotTemplate Hours = new(
        [], [Window("09:00", "12:00"), Window("14:30", "17:00")], 60, WindowRest.Drop, 4, [], []);

    [Fact]
    public void A_morning_of_three_hours_has_three_slots_and_an_afternoon_two_with_a_dropped_rest()
    {
        var plan = Plan(Hours, "2026-12-01");

        Assert.Equal(["09:00", "10:00", "11:00", "14:30", "15:30"], plan.Slots.Select(Begins));
        var rest = Assert.Single(plan.Rests);
        Assert.Equal((At("2026-12-01T16:30"), At("2026-12-01T17:00")), (rest.From, rest.Until));
    }

    [Fact]
    public void The_rest_of_a_window_can_be_a_short_slot()
    {
        var plan = Plan(Hours with { Rest = WindowRest.Short }, "2026-12-01");

        Assert.Equal(At("2026-12-01T17:00"), plan.Slots[^1].EndsAt);
        Assert.Equal("16:30", Begins(plan.Slots[^1]));
        Assert.Empty(plan.Rests);
    }

    [Fact]
    public void Swimming_has_one_slot_a_window()
    {
        var plan = Plan(Hours with { SlotMinutes = null }, "2026-12-01");

        Assert.Equal(["09:00", "14:30"], plan.Slots.Select(Begins));
        Assert.Equal(At("2026-12-01T12:00"), plan.Slots[0].EndsAt);
    }

    [Fact]
    public void Each_court_has_slots_of_its_own()
    {
        var plan = Plan(Hours with { Resources = ["1号场", "2号场"] }, "2026-12-01");

        Assert.Equal(10, plan.Slots.Count);
        Assert.Equal(["1号场", "2号场"], plan.Slots.Take(2).Select(slot => slot.Resource!));
    }

    [Fact]
    public void A_closed_day_has_no_slots_and_says_why()
    {
        var closure = new Closure(Some.Day("2026-12-01"), Some.Day("2026-12-01"), "检修", null);

        var plan = Plan(Hours, "2026-12-01", "2026-12-02", closure);

        Assert.Equal(5, plan.Slots.Count);
        Assert.Equal(new ClosedDay(Some.Day("2026-12-01"), "检修"), Assert.Single(plan.Closed));
    }

    [Theory]
    [InlineData("2026-12-31", "2027-01-01", 2)]
    [InlineData("2028-02-28", "2028-03-01", 3)]
    [InlineData("2027-02-28", "2027-03-01", 2)]
    public void Years_end_and_leap_days_are_days_like_others(string first, string last, int days)
    {
        var plan = Plan(Hours, first, last);

        Assert.Equal(5 * days, plan.Slots.Count);
        Assert.Equal(days, plan.Slots.Select(slot => Some.Shanghai.DateOf(slot.StartsAt)).Distinct().Count());
    }

    [Fact]
    public void Weekdays_and_exceptions_choose_the_days()
    {
        var weekend = Hours with
        {
            Weekdays = [DayOfWeek.Saturday, DayOfWeek.Sunday],
            Except = [Some.Day("2026-12-06")],
        };

        var plan = Plan(weekend, "2026-12-01", "2026-12-13");

        Assert.Equal(
            ["2026-12-05", "2026-12-12", "2026-12-13"],
            plan.Slots.Select(slot => Some.Shanghai.DateOf(slot.StartsAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Distinct());
    }

    [Fact]
    public void A_window_may_end_on_the_next_day_and_a_day_ticket_lasts_a_day()
    {
        var late = Plan(Hours with { Windows = [Window("22:00", "00:30")], SlotMinutes = null }, "2026-12-01");
        var day = Plan(Hours with { Windows = [Window("00:00", "00:00")], SlotMinutes = null }, "2026-12-01");

        Assert.Equal(At("2026-12-02T00:30"), Assert.Single(late.Slots).EndsAt);
        Assert.Equal(TimeSpan.FromDays(1), Assert.Single(day.Slots).EndsAt - day.Slots[0].StartsAt);
    }

    private static SlotPlan Plan(SlotTemplate template, string first, string? last = null, params Closure[] closures) =>
        SlotPlan.Of(template, Some.Day(first), Some.Day(last ?? first), (closures, Some.Shanghai));

    private static SlotWindow Window(string from, string until) => new(Time(from), Time(until));

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string inShanghai) => DateTimeOffset.Parse(
        inShanghai + ":00+08:00", CultureInfo.InvariantCulture).ToUniversalTime();

    private static string Begins(PlannedSlot slot) =>
        slot.StartsAt.ToOffset(TimeSpan.FromHours(8)).ToString("HH:mm", CultureInfo.InvariantCulture);
}
