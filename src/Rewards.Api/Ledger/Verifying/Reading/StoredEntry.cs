namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>A row of <c>entry</c>.</summary>
internal sealed record StoredEntry : IStored
{
    public static Source<StoredEntry> Source { get; } = new(
        "entry",
        Invariant.Sequence,
        "member_id, seq, kind, from_account, to_account, points, slices, available_after, reference, business_date, "
        + "at, programme_version",
        Of)
    {
        OrderBy = "member_id, seq",
    };

    public required string MemberId { get; init; }

    public required long Seq { get; init; }

    public required string Kind { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required long Points { get; init; }

    /// <summary>Null: damaged.</summary>
    public required IReadOnlyList<StoredSlice>? Slices { get; init; }

    public required long AvailableAfter { get; init; }

    /// <summary>Empty where there is none.</summary>
    public required string Reference { get; init; }

    public required DateOnly BusinessDate { get; init; }

    public required DateTimeOffset At { get; init; }

    public required long ProgrammeVersion { get; init; }

    public string Row => $"entry {Seq}";

    /// <summary>
    /// Caused by the clock: it takes effect on the day on which something ended, whenever it was booked.
    /// </summary>
    public bool IsByTime => Kind is EntryKinds.HoldExpired or EntryKinds.Expired;

    private static StoredEntry Of(Row row) => new()
    {
        MemberId = row.Text("member_id"),
        Seq = row.Whole("seq"),
        Kind = row.Text("kind"),
        From = row.Text("from_account"),
        To = row.Text("to_account"),
        Points = row.Whole("points"),
        Slices = LedgerText.Slices(row.Text("slices")),
        AvailableAfter = row.Whole("available_after"),
        Reference = row.OptionalText("reference") ?? "",
        BusinessDate = row.Day("business_date"),
        At = row.Instant("at"),
        ProgrammeVersion = row.Whole("programme_version"),
    };
}

/// <summary>The kinds of entries as the database spells them.</summary>
internal static class EntryKinds
{
    public const string Signup = "signup";
    public const string CheckIn = "check_in";
    public const string Invitation = "invitation";
    public const string Hold = "hold";
    public const string Capture = "capture";
    public const string Release = "release";
    public const string HoldExpired = "hold_expired";
    public const string Refund = "refund";
    public const string Expired = "expired";
    public const string Adjustment = "adjustment";
}
