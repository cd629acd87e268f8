namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>A row of <c>member</c>.</summary>
internal sealed record StoredMember(string MemberId, DateTimeOffset CreatedAt) : IStored
{
    public static Source<StoredMember> Source { get; } = new(
        "member",
        Invariant.OnceOnly,
        "member_id, created_at",
        row => new StoredMember(row.Text("member_id"), row.Instant("created_at")));

    public string Row => "member";
}

/// <summary>A row of <c>check_in</c>.</summary>
internal sealed record StoredCheckIn(string MemberId, DateOnly Date, long Points, long StreakDays) : IStored
{
    public static Source<StoredCheckIn> Source { get; } = new(
        "check_in",
        Invariant.OnceOnly,
        "member_id, date, points, streak_days",
        row => new StoredCheckIn(row.Text("member_id"), row.Day("date"), row.Whole("points"), row.Whole("streak_days")))
    {
        OrderBy = "member_id, date",
    };

    public string Row => FormattableString.Invariant($"check_in {Date:yyyy-MM-dd}");
}

/// <summary>A row of <c>invitation</c>.</summary>
internal sealed record StoredInvitation(
    string MemberId, string FriendId, DateTimeOffset RegisteredAt, long Points) : IStored
{
    public static Source<StoredInvitation> Source { get; } = new(
        "invitation",
        Invariant.OnceOnly,
        "member_id, friend_id, registered_at, points",
        row => new StoredInvitation(
            row.Text("member_id"), row.Text("friend_id"), row.Instant("registered_at"), row.Whole("points")));

    public string Row => $"invitation of {FriendId}";
}

/// <summary>A row of <c>adjustment</c>.</summary>
/// <param name="Points">Signed.</param>
internal sealed record StoredAdjustment(string MemberId, string Id, long Points, string Status) : IStored
{
    public const string Posted = "posted";

    public const string Waits = "pending_approval";

    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>What it was counted towards; null: it was not posted by one person alone.</summary>
    public required string? OperatorDay { get; init; }

    /// <summary>The second person, or who withdrew it; null: nobody.</summary>
    public required string? DecidedBy { get; init; }

    public required DateTimeOffset? DecidedAt { get; init; }

    public required long? Balance { get; init; }

    public static Source<StoredAdjustment> Source { get; } = new(
        "adjustment",
        Invariant.OneEffect,
        "member_id, id, points, status, requested_by, requested_at, operator_day, decided_by, decided_at, balance",
        row => new StoredAdjustment(row.Text("member_id"), row.Text("id"), row.Whole("points"), row.Text("status"))
        {
            RequestedBy = row.Text("requested_by"),
            RequestedAt = row.Instant("requested_at"),
            OperatorDay = row.OptionalText("operator_day"),
            DecidedBy = row.OptionalText("decided_by"),
            DecidedAt = row.OptionalInstant("decided_at"),
            Balance = row.WholeOrNull("balance"),
        });

    public string Row => $"adjustment {Id}";
}
