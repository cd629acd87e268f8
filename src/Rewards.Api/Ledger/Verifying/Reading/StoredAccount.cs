namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>A row of <c>account</c>.</summary>
internal sealed record StoredAccount : IStored
{
    public static Source<StoredAccount> Source { get; } = new(
        "account",
        Invariant.Balance,
        "member_id, last_seq, last_entry_at, available, held, next_due, lots, holds, earned, spent, expired, "
        + "withdrawn, checked_in_on, streak_days, credited_month, credited_friends",
        Of);

    public required string MemberId { get; init; }

    public required long LastSeq { get; init; }

    public required DateTimeOffset? LastEntryAt { get; init; }

    public required long Available { get; init; }

    public required long Held { get; init; }

    public required DateTimeOffset? NextDue { get; init; }

    /// <summary>Available points by lot. Null: damaged.</summary>
    public required IReadOnlyDictionary<Lot, long>? Lots { get; init; }

    /// <summary>Null: damaged.</summary>
    public required IReadOnlyList<StoredHold>? Holds { get; init; }

    public required long Earned { get; init; }

    public required long Spent { get; init; }

    public required long Expired { get; init; }

    public required long Withdrawn { get; init; }

    public required DateOnly? CheckedInOn { get; init; }

    public required long StreakDays { get; init; }

    public required DateOnly? CreditedMonth { get; init; }

    public required long CreditedFriends { get; init; }

    public string Row => "account";

    private static StoredAccount Of(Row row) => new()
    {
        MemberId = row.Text("member_id"),
        LastSeq = row.Whole("last_seq"),
        LastEntryAt = row.OptionalInstant("last_entry_at"),
        Available = row.Whole("available"),
        Held = row.Whole("held"),
        NextDue = row.OptionalInstant("next_due"),
        Lots = LedgerText.Lots(row.Text("lots")),
        Holds = LedgerText.Holds(row.OptionalText("holds")),
        Earned = row.Whole("earned"),
        Spent = row.Whole("spent"),
        Expired = row.Whole("expired"),
        Withdrawn = row.Whole("withdrawn"),
        CheckedInOn = row.OptionalDay("checked_in_on"),
        StreakDays = row.Whole("streak_days"),
        CreditedMonth = row.OptionalDay("credited_month"),
        CreditedFriends = row.Whole("credited_friends"),
    };
}
