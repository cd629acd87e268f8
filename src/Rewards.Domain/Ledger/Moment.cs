using Rewards.Domain.Programmes;

namespace Rewards.Domain.Ledger;

/// <summary>When, under which rules and by whom a decision is taken.</summary>
/// <param name="Now">UTC, whole milliseconds: the service's clock, never the caller's.</param>
/// <param name="Programme">The rules in force.</param>
/// <param name="Actor">See <see cref="Entry.Actor"/>.</param>
public sealed record Moment(DateTimeOffset Now, Programme Programme, string Actor)
{
    public const string System = "system";
    public const string Member = "member";

    public DateOnly Today => Programme.Calendar.DateOf(Now);

    /// <summary>
    /// The moment as this account sees it: never before its newest entry, even when a clock was set back.
    /// </summary>
    public Moment On(Account account) => Now < account.LastEntryAt ? this with { Now = account.LastEntryAt } : this;
}
