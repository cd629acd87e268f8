using Rewards.Domain.Waiting;

namespace Rewards.Domain.Tests.Waiting;

public sealed class WaitingLineTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_free_place_is_kept_for_who_came_first()
    {
        var settled = Queue(hours: 10, Entry("late", joined: 2), Entry("first", joined: 1)).Settle(1, Now);

        Assert.Equal("first", Assert.Single(settled.Entries, entry => entry.Status == WaitingStatus.Offered).MemberId);
        Assert.Equal((1, 2), (settled.Kept, settled.Open));
    }

    [Fact]
    public void It_is_kept_for_the_first_whom_it_is_enough_for()
    {
        var settled = Queue(hours: 10, Entry("two", joined: 1, quantity: 2), Entry("one", joined: 2)).Settle(1, Now);

        Assert.Equal(WaitingStatus.Waiting, settled.Find("two")!.Status);
        Assert.Equal(WaitingStatus.Offered, settled.Find("one")!.Status);
    }

    [Theory]
    [InlineData(600, 120)]
    [InlineData(240, 120)]
    [InlineData(239, 119.5)]
    [InlineData(60, 30)]
    [InlineData(40, 10)]
    [InlineData(31, 1)]
    public void It_is_kept_two_hours_or_half_of_the_time_and_never_too_late_to_come(int minutesToStart, double kept)
    {
        var settled = Queue(minutesToStart / 60.0, Entry("first")).Settle(1, Now);

        Assert.Equal(Now.AddMinutes(kept), settled.Find("first")!.OfferedUntil);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(29)]
    [InlineData(-5)]
    public void Who_could_hardly_come_is_offered_nothing(int minutesToStart)
    {
        var entry = Queue(minutesToStart / 60.0, Entry("first")).Settle(1, Now).Find("first")!;

        Assert.Equal(WaitingStatus.Waiting, entry.Status);
        Assert.Equal(WaitingStatus.Closed, entry.StatusAt(Now, Now.AddMinutes(minutesToStart)));
    }

    [Theory]
    [InlineData(-1, "first")]
    [InlineData(0, "second")]
    [InlineData(1, "second")]
    public void What_is_not_taken_in_time_goes_to_the_next(int milliseconds, string holder)
    {
        var until = Now.AddHours(2);
        var offered = Queue(hours: 10, Entry("first", joined: 1), Entry("second", joined: 2)).Settle(1, Now);

        var settled = offered.Settle(0, until.AddMilliseconds(milliseconds));

        Assert.Equal(holder, Assert.Single(settled.Entries, entry => entry.Status == WaitingStatus.Offered).MemberId);
        Assert.Equal(1, settled.Kept);
    }

    [Theory]
    [InlineData(1200, 120)]
    [InlineData(600, 120)]
    [InlineData(200, 100)]
    [InlineData(60, 30)]
    [InlineData(31, 1)]
    [InlineData(20, 0)]
    public void Where_the_slot_begins_sooner_what_is_kept_is_kept_shorter(int minutesToStart, int kept)
    {
        var offered = Queue(hours: 10, Entry("first"), Entry("second", joined: 2)).Settle(1, Now);

        var moved = (offered with { StartsAt = Now.AddMinutes(minutesToStart) }).Follow(Now);

        Assert.Equal(Now.AddMinutes(kept), moved.Find("first")!.OfferedUntil);
        Assert.Null(moved.Find("second")!.OfferedUntil);
        Assert.Equal(kept == 0 ? 0 : 1, moved.Settle(0, Now).Kept);
    }

    [Fact]
    public void Nobody_waits_for_a_slot_that_was_cancelled()
    {
        var closed = Queue(hours: 10, Entry("first"), Entry("second", joined: 2)).Settle(1, Now).Close();

        Assert.Equal((0, 0), (closed.Kept, closed.Open));
        Assert.All(closed.Entries, entry => Assert.Equal(WaitingStatus.Closed, entry.Status));
    }

    private static WaitingLine Queue(double hours, params WaitingEntry[] entries) => new(Now.AddHours(hours), entries);

    private static WaitingEntry Entry(string member, int joined = 1, int quantity = 1) =>
        new("wtg_" + member, member, quantity, Now.AddMinutes(joined - 60), WaitingStatus.Waiting);
}
