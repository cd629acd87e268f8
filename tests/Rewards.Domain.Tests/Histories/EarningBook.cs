using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;

namespace Rewards.Domain.Tests.Histories;

/// <summary>What one member may have earned, written down from entries alone: no point comes out of nothing.</summary>
internal sealed class EarningBook(EarningRules earning)
{
    private readonly SortedSet<DateOnly> checkIns = [];
    private readonly Dictionary<(int Year, int Month), int> friends = [];

    public void Post(Entry entry)
    {
        if (entry.Kind is EntryKind.Signup)
        {
            Assert.Equal((1, earning.SignupPoints), (entry.Seq, entry.Points));
        }
        else if (entry.Kind is EntryKind.CheckIn)
        {
            PostCheckIn(entry);
        }
        else if (entry.Kind is EntryKind.Invitation)
        {
            PostInvitation(entry);
        }
    }

    private void PostCheckIn(Entry entry)
    {
        Assert.True(checkIns.Add(entry.BusinessDate));
        var days = 1;
        while (checkIns.Contains(entry.BusinessDate.AddDays(-days)))
        {
            days++;
        }

        var bonus = days % earning.StreakBonusEveryDays == 0 ? earning.StreakBonusPoints : Points.Zero;
        Assert.Equal(earning.CheckInPoints + bonus, entry.Points);
    }

    private void PostInvitation(Entry entry)
    {
        var month = (entry.BusinessDate.Year, entry.BusinessDate.Month);
        friends[month] = friends.GetValueOrDefault(month) + 1;
        Assert.Equal(earning.InvitationPoints, entry.Points);
        Assert.InRange(friends[month], 1, earning.InvitationsPerMonth);
    }
}
