namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>A ticket inside an order's row.</summary>
internal sealed record StoredTicket(string Id, long N, string Status, long Points, long CashFen, long FeeFen)
{
    /// <summary>Who came in with it; null: it says nothing of a use.</summary>
    public long? People { get; init; }

    public bool IsDatedUse { get; init; }

    public bool IsCancelled => Status == "cancelled";

    /// <summary>Cancelled while its points were held.</summary>
    public bool IsReleased { get; init; }

    public bool IsForgiven { get; init; }

    public bool IsUsed => Status == "used";
}

/// <summary>A row of <c>member_order</c>.</summary>
internal sealed record StoredOrder : IStored
{
    public const string Cancelled = "cancelled";

    public static Source<StoredOrder> Source { get; } = new(
        "member_order",
        Invariant.Tickets,
        "member_id, id, merchant_id, offer_id, offer_version, slot_id, quantity, unit_price_fen, redemption_id, status, "
        + "tickets, counts_on, counts_for, is_miss_counted, miss_counts_at, held_in, goes_back_at, give_back_at, payment, starts_at, ends_at, "
        + "valid_from, missed_at, valid_until, cancel_until, moves, free_until, "
        + "pay_until, paid_by, disputed_at, created_at",
        Of)
    {
        OrderBy = "member_id, id",
    };

    public required string MemberId { get; init; }

    public required string Id { get; init; }

    public required string MerchantId { get; init; }

    public required string OfferId { get; init; }

    public required long OfferVersion { get; init; }

    /// <summary>Null: goods.</summary>
    public required string? SlotId { get; init; }

    public required long Quantity { get; init; }

    public required long UnitPriceFen { get; init; }

    /// <summary>Null: it costs nothing.</summary>
    public required string? RedemptionId { get; init; }

    public required string Status { get; init; }

    /// <summary>Null: damaged.</summary>
    public required IReadOnlyList<StoredTicket>? Tickets { get; init; }

    public required string? CountsOn { get; init; }

    public required string? CountsFor { get; init; }

    public required bool IsMissCounted { get; init; }

    public required DateTimeOffset? MissCountsAt { get; init; }

    public required string? HeldIn { get; init; }

    public required DateTimeOffset? GoesBackAt { get; init; }

    public required DateTimeOffset? GiveBackAt { get; init; }

    public required string Payment { get; init; }

    /// <summary>Null: goods.</summary>
    public required DateTimeOffset? StartsAt { get; init; }

    /// <summary>Null: goods.</summary>
    public required DateTimeOffset? EndsAt { get; init; }

    public required DateTimeOffset ValidFrom { get; init; }

    public required DateTimeOffset MissedAt { get; init; }

    public required DateTimeOffset ValidUntil { get; init; }

    public required DateTimeOffset CancelUntil { get; init; }

    /// <summary>Of its slot, which it has followed.</summary>
    public required long Moves { get; init; }

    /// <summary>Null: its slot did not move while it had one.</summary>
    public required DateTimeOffset? FreeUntil { get; init; }

    /// <summary>Null: there was no cash to pay online.</summary>
    public required DateTimeOffset? PayUntil { get; init; }

    /// <summary>Null: no attempt paid it.</summary>
    public required string? PaidBy { get; init; }

    /// <summary>Null: nobody disputes what was paid.</summary>
    public required DateTimeOffset? DisputedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsAwaiting => Status == "awaiting_payment";

    /// <summary>A payment may be under way when the time to pay is over.</summary>
    public DateTimeOffset? HeldUntil => PayUntil?.AddMinutes(15);

    public string Row => $"member_order {Id}";

    /// <summary>Tickets that take a place and count for one person.</summary>
    public long Counting => Tickets?.Count(ticket => !ticket.IsCancelled) ?? 0;

    private static StoredOrder Of(Row row) => new()
    {
        MemberId = row.Text("member_id"),
        Id = row.Text("id"),
        MerchantId = row.Text("merchant_id"),
        OfferId = row.Text("offer_id"),
        OfferVersion = row.Whole("offer_version"),
        SlotId = row.OptionalText("slot_id"),
        Quantity = row.Whole("quantity"),
        UnitPriceFen = row.Whole("unit_price_fen"),
        RedemptionId = row.OptionalText("redemption_id"),
        Status = row.Text("status"),
        Tickets = LedgerText.Tickets(row.Text("tickets")),
        CountsOn = row.OptionalText("counts_on"),
        CountsFor = row.OptionalText("counts_for"),
        IsMissCounted = row.Flag("is_miss_counted"),
        MissCountsAt = row.OptionalInstant("miss_counts_at"),
        HeldIn = row.OptionalText("held_in"),
        GoesBackAt = row.OptionalInstant("goes_back_at"),
        GiveBackAt = row.OptionalInstant("give_back_at"),
        Payment = row.Text("payment"),
        StartsAt = row.OptionalInstant("starts_at"),
        EndsAt = row.OptionalInstant("ends_at"),
        ValidFrom = row.Instant("valid_from"),
        MissedAt = row.Instant("missed_at"),
        ValidUntil = row.Instant("valid_until"),
        CancelUntil = row.Instant("cancel_until"),
        Moves = row.Whole("moves"),
        FreeUntil = row.OptionalInstant("free_until"),
        PayUntil = row.OptionalInstant("pay_until"),
        PaidBy = row.OptionalText("paid_by"),
        DisputedAt = row.OptionalInstant("disputed_at"),
        CreatedAt = row.Instant("created_at"),
    };
}
