using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>
/// A member's account in one row: lots and open holds travel with the balance, so that nobody ever sees stale lots
/// beside a fresh balance, and one version guards them all.
/// </summary>
public sealed class AccountRow : IMemberRow
{
    public required string MemberId { get; init; }

    /// <summary>Raised by every write; a writer that read an older one starts again from its reads.</summary>
    public long Version { get; set; }

    public long LastSeq { get; set; }

    public DateTimeOffset? LastEntryAt { get; set; }

    public long Available { get; set; }

    public long Held { get; set; }

    /// <summary>The next instant at which a lot or a hold ends: what the expiry jobs look for.</summary>
    public DateTimeOffset? NextDue { get; set; }

    /// <summary>JSON, see <see cref="LedgerJson"/>: <c>{"signup/2027-11-30":300}</c>.</summary>
    public string Lots { get; set; } = "{}";

    /// <summary>JSON, see <see cref="LedgerJson"/>; null when nothing is held.</summary>
    public string? Holds { get; set; }

    public long Earned { get; set; }

    public long Spent { get; set; }

    public long Expired { get; set; }

    public long Withdrawn { get; set; }

    public DateOnly? CheckedInOn { get; set; }

    public long StreakDays { get; set; }

    public DateOnly? CreditedMonth { get; set; }

    public int CreditedFriends { get; set; }

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

    public void Set(Account account, BusinessCalendar calendar)
    {
        LastSeq = account.LastSeq;
        LastEntryAt = account.LastSeq == 0 ? null : account.LastEntryAt;
        (Available, Held) = (account.Available.Value, account.Held.Value);
        NextDue = account.NextDue(calendar);
        (Lots, Holds) = (LedgerJson.Write(account.Lots), LedgerJson.Write(account.Holds));
        (Earned, Spent) = (account.Totals.Earned.Value, account.Totals.Spent.Value);
        (Expired, Withdrawn) = (account.Totals.Expired.Value, account.Totals.Withdrawn.Value);
        (CheckedInOn, StreakDays) = (account.Streak.LastOn, account.Streak.Days);
        (CreditedMonth, CreditedFriends) = (account.CreditedFriends.Month, account.CreditedFriends.Count);
    }

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
