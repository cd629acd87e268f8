namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>A row of <c>redemption</c>.</summary>
internal sealed record StoredRedemption : IStored
{
    public const string Held = "held";
    public const string Captured = "captured";
    public const string Released = "released";

    public static Source<StoredRedemption> Source { get; } = new(
        "redemption",
        Invariant.Price,
        "member_id, id, merchant_id, status, gross_fen, points, fen_per_point, cash_fen, programme_version, held_at, "
        + "hold_expires_at, captured_at, refunded_fen, refunded_points, spent, items, limits, order_id",
        Of);

    public required string MemberId { get; init; }

    public required string Id { get; init; }

    public required string MerchantId { get; init; }

    public required string Status { get; init; }

    public required long GrossFen { get; init; }

    public required long Points { get; init; }

    public required long FenPerPoint { get; init; }

    public required long CashFen { get; init; }

    public required long ProgrammeVersion { get; init; }

    public required DateTimeOffset HeldAt { get; init; }

    /// <summary>Null: captured at once.</summary>
    public required DateTimeOffset? HoldExpiresAt { get; init; }

    public required DateTimeOffset? CapturedAt { get; init; }

    public required long RefundedFen { get; init; }

    public required long RefundedPoints { get; init; }

    /// <summary>Null: damaged.</summary>
    public required IReadOnlyList<StoredSpent>? Spent { get; init; }

    /// <summary>Null: damaged.</summary>
    public required IReadOnlyList<StoredLine>? Items { get; init; }

    /// <summary>Null: damaged.</summary>
    public required IReadOnlyList<StoredLimit>? Limits { get; init; }

    /// <summary>Null: a till's purchase.</summary>
    public required string? OrderId { get; init; }

    public string Row => $"redemption {Id}";

    public bool IsCaptured => Status == Captured;

    private static StoredRedemption Of(Row row) => new()
    {
        MemberId = row.Text("member_id"),
        Id = row.Text("id"),
        MerchantId = row.Text("merchant_id"),
        Status = row.Text("status"),
        GrossFen = row.Whole("gross_fen"),
        Points = row.Whole("points"),
        FenPerPoint = row.Whole("fen_per_point"),
        CashFen = row.Whole("cash_fen"),
        ProgrammeVersion = row.Whole("programme_version"),
        HeldAt = row.Instant("held_at"),
        HoldExpiresAt = row.OptionalInstant("hold_expires_at"),
        CapturedAt = row.OptionalInstant("captured_at"),
        RefundedFen = row.Whole("refunded_fen"),
        RefundedPoints = row.Whole("refunded_points"),
        Spent = LedgerText.Spent(row.OptionalText("spent")),
        Items = LedgerText.Lines(row.Text("items")),
        Limits = LedgerText.Limits(row.Text("limits")),
        OrderId = row.OptionalText("order_id"),
    };
}

/// <summary>A row of <c>refund</c>.</summary>
internal sealed record StoredRefund(
    string MemberId,
    string RedemptionId,
    string Id,
    string MerchantId,
    long AmountFen,
    long Points,
    long CashFen,
    DateTimeOffset At) : IStored
{
    public static Source<StoredRefund> Source { get; } = new(
        "refund",
        Invariant.Refunds,
        "member_id, id, redemption_id, merchant_id, amount_fen, points, cash_fen, at",
        row => new StoredRefund(
            row.Text("member_id"),
            row.Text("redemption_id"),
            row.Text("id"),
            row.Text("merchant_id"),
            row.Whole("amount_fen"),
            row.Whole("points"),
            row.Whole("cash_fen"),
            row.Instant("at")));

    public string Row => $"refund {Id}";
}
