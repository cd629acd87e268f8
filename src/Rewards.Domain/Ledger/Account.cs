namespace Rewards.Domain.Ledger;

/// <summary>A member's account as last booked: lots, open holds, and what its history adds up to.</summary>
public sealed record Account
{
    public required string MemberId { get; init; }

    /// <summary>The number of the newest entry; 0 before the first.</summary>
    public long LastSeq { get; init; }

    /// <summary>Instant of the newest entry: time on this account never goes back behind it.</summary>
    public DateTimeOffset LastEntryAt { get; init; } = DateTimeOffset.MinValue;

    public Lots Lots { get; init; } = Lots.None;

    public IReadOnlyList<Hold> Holds { get; init; } = [];

    public Totals Totals { get; init; }

    public Streak Streak { get; init; }

    public CreditedFriends CreditedFriends { get; init; }

    /// <summary>Points not held, among them any whose expiry is not booked yet.</summary>
    public Points Available => Lots.Total;

    public Points Held => Holds.Sum(hold => hold.Points);

    public Hold? FindHold(string redemptionId) => Holds.FirstOrDefault(hold => hold.RedemptionId == redemptionId);

    /// <summary>The next instant (UTC) at which a lot or a hold ends; null when nothing can end.</summary>
    public DateTimeOffset? NextDue(BusinessCalendar calendar)
    {
        DateTimeOffset? lotEnds = Lots.Count == 0 ? null : calendar.EndOf(Lots[0].Lot.ExpiresOn);
        DateTimeOffset? holdEnds = Holds.Count == 0 ? null : Holds.Min(hold => hold.ExpiresAt);
        return lotEnds is null || holdEnds < lotEnds ? holdEnds : lotEnds;
    }
}

/// <summary>What an account's entries add up to: earned − spent − expired − withdrawn = available + held.</summary>
/// <param name="Earned">All credits.</param>
/// <param name="Spent">Captured, less refunded.</param>
/// <param name="Expired">Breakage.</param>
/// <param name="Withdrawn">Taken by negative adjustments.</param>
public readonly record struct Totals(Points Earned, Points Spent, Points Expired, Points Withdrawn)
{
    public Totals After(EntryKind kind, Points points, bool leavesTheMember) => kind switch
    {
        EntryKind.Signup or EntryKind.CheckIn or EntryKind.Invitation => this with { Earned = Earned + points },
        EntryKind.Adjustment => leavesTheMember
            ? this with { Withdrawn = Withdrawn + points }
            : this with { Earned = Earned + points },
        EntryKind.Capture => this with { Spent = Spent + points },
        EntryKind.Refund => this with { Spent = Spent - points },
        EntryKind.Expired => this with { Expired = Expired + points },
        EntryKind.Hold or EntryKind.Release or EntryKind.HoldExpired => this,
    };
}

/// <summary>Days checked in without a gap.</summary>
/// <param name="LastOn">The last check-in's business date; null before the first.</param>
/// <param name="Days">Length of the run that ends on <paramref name="LastOn"/>; grows without wrapping.</param>
public readonly record struct Streak(DateOnly? LastOn, long Days)
{
    /// <summary>
    /// The streak as it stands on <paramref name="today"/>: before today's check-in yesterday's, after a gap 0.
    /// </summary>
    public long DaysOn(DateOnly today) => LastOn >= today.AddDays(-1) ? Days : 0;
}

/// <summary>Friends credited in one business month.</summary>
/// <param name="Month">First day of the month; null before the first credit.</param>
/// <param name="Count">How many in that month.</param>
public readonly record struct CreditedFriends(DateOnly? Month, int Count)
{
    public int In(DateOnly month) => Month == month ? Count : 0;
}
