using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>
/// A member's account in one row: lots and open holds travel with the balance, so that nobody ever sees stale lots
/// beside a fresh balance, and one version guards them all.
/// </summary>
public sealed record AccountRow : IMemberRow
{
    public required string MemberId { get; init; }

    /// <summary>Raised by every write; a writer that read an older one starts again from its reads.</summary>
    public long Version { get; init; }

    public long LastSeq { get; init; }

    public DateTimeOffset? LastEntryAt { get; init; }

    public long Available { get; init; }

    public long Held { get; init; }

    /// <summary>The next instant at which a lot or a hold ends: what the expiry jobs look for.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>JSON, see <see cref="LedgerJson"/>: <c>{"signup/2027-11-30":300}</c>.</summary>
    public string Lots { get; init; } = "{}";

    /// <summary>JSON, see <see cref="LedgerJson"/>; null when nothing is held.</summary>
    public string? Holds { get; init; }

    public long Earned { get; init; }

    public long Spent { get; init; }

    public long Expired { get; init; }

    public long Withdrawn { get; init; }

    public DateOnly? CheckedInOn { get; init; }

    public long StreakDays { get; init; }

    public DateOnly? CreditedMonth { get; init; }

    public int CreditedFriends { get; init; }

    /// <exception cref="LedgerException">The row is damaged.</exception>
    public Account ToAccount() => new()
    {
        MemberId = MemberId,
        LastSeq = LastSeq,
        LastEntryAt = LastEntryAt ?? DateTimeOffset.MinValue,
        Lots = LedgerJson.ReadLots(Lots),
        Holds = LedgerJson.ReadHolds(Holds),
        Totals = new Totals(new Points(Earned), new Points(Spent), new Points(Expired), new Points(Withdrawn)),
        Streak = new Streak(CheckedInOn, StreakDays),
        CreditedFriends = new CreditedFriends(CreditedMonth, CreditedFriends),
    };

    /// <summary>A new account's row. Whoever writes over an older one raises that one's version.</summary>
    public static AccountRow From(Account account, BusinessCalendar calendar) => new()
    {
        MemberId = account.MemberId,
        Version = 1,
        LastSeq = account.LastSeq,
        LastEntryAt = account.LastSeq == 0 ? null : account.LastEntryAt,
        Available = account.Available.Value,
        Held = account.Held.Value,
        NextDue = account.NextDue(calendar),
        Lots = LedgerJson.Write(account.Lots),
        Holds = LedgerJson.Write(account.Holds),
        Earned = account.Totals.Earned.Value,
        Spent = account.Totals.Spent.Value,
        Expired = account.Totals.Expired.Value,
        Withdrawn = account.Totals.Withdrawn.Value,
        CheckedInOn = account.Streak.LastOn,
        StreakDays = account.Streak.Days,
        CreditedMonth = account.CreditedFriends.Month,
        CreditedFriends = account.CreditedFriends.Count,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<AccountRow>
    {
        public void Configure(EntityTypeBuilder<AccountRow> row)
        {
            row.ToTable("account", table =>
            {
                table.HasCheckConstraint("ck_account_available", "available >= 0");
                table.HasCheckConstraint("ck_account_held", "held >= 0");
            });
            row.HasKey(account => account.MemberId);
            row.Property(account => account.Version).IsConcurrencyToken();
            row.HasIndex(account => new { account.NextDue, account.MemberId });
        }
    }
}
