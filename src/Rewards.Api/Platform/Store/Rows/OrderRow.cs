using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>A member's purchase or free booking of one offer.</summary>
public sealed record OrderRow : IMemberRow
{
    public required string MemberId { get; init; }

    public required string Id { get; init; }

    public required string MerchantId { get; init; }

    public required string OfferId { get; init; }

    public required int OfferVersion { get; init; }

    /// <summary>Null: goods.</summary>
    public string? SlotId { get; init; }

    public string? VenueId { get; init; }

    public required string Title { get; init; }

    /// <summary>Tickets, also those that were cancelled: the database can be checked against its narrow tables.</summary>
    public required int Quantity { get; init; }

    public required long UnitPriceFen { get; init; }

    public required PaymentWay Payment { get; init; }

    public Eligibility? Eligibility { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public required DateTimeOffset ValidFrom { get; init; }

    public required DateTimeOffset MissedAt { get; init; }

    public required DateTimeOffset ValidUntil { get; init; }

    public required DateTimeOffset CancelUntil { get; init; }

    public string? RedemptionId { get; init; }

    /// <summary>That it is completed is decided by time and tickets, and that it is expired by time before that is booked.</summary>
    public required OrderStatus Status { get; init; }

    public string? Reason { get; init; }

    /// <summary>JSON, see <see cref="OrderJson"/>.</summary>
    public required string Tickets { get; init; }

    /// <summary>Offer and business date on which its tickets count for one person; null: none of them counts any more.</summary>
    public string? CountsOn { get; init; }

    /// <summary>The offer for which its tickets count for one person; null: none of them counts any more.</summary>
    public string? CountsFor { get; init; }

    /// <summary>Whether not to come counts against the member.</summary>
    public bool IsMissCounted { get; init; }

    /// <summary>From when on it counts as missed; null: it does not, or its tickets were used, cancelled or forgiven.</summary>
    public DateTimeOffset? MissCountsAt { get; init; }

    /// <summary>How many moves of its slot it has followed.</summary>
    public int Moves { get; init; }

    /// <summary>Up to when (inclusive) it can be cancelled in full, since its slot moved; null: it did not.</summary>
    public DateTimeOffset? FreeUntil { get; init; }

    /// <summary>Month (UTC) in which it stops being held for money that is still to come; null: none is.</summary>
    public string? HeldIn { get; init; }

    /// <summary>From when on what was not used goes back in full; null: it does not.</summary>
    public DateTimeOffset? GoesBackAt { get; init; }

    /// <summary>The same, as long as there is a ticket that was not used, cancelled or given back.</summary>
    public DateTimeOffset? GiveBackAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Up to when (exclusive) its cash can be paid online; null: there was none to pay there.</summary>
    public DateTimeOffset? PayUntil { get; init; }

    /// <summary>The attempt that paid its cash; null: none did.</summary>
    public string? PaidBy { get; init; }

    /// <summary>Since when who paid disputes it; null: nobody does.</summary>
    public DateTimeOffset? DisputedAt { get; init; }

    public static string MonthKey(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static string DayKey(string offerId, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{offerId}/{day:yyyy-MM-dd}");

    /// <param name="order">New.</param>
    /// <param name="day">On which its tickets count.</param>
    public static OrderRow From(Order order, DateOnly day) => new OrderRow
    {
        MemberId = order.MemberId,
        Id = order.Id,
        MerchantId = order.MerchantId,
        OfferId = order.OfferId,
        OfferVersion = order.OfferVersion,
        SlotId = order.SlotId,
        VenueId = order.VenueId,
        Title = order.Title,
        Quantity = order.Tickets.Count,
        UnitPriceFen = order.UnitPrice.Value,
        Payment = order.Payment,
        Eligibility = order.Eligibility,
        StartsAt = order.Times.StartsAt,
        EndsAt = order.Times.EndsAt,
        ValidFrom = order.Times.ValidFrom,
        MissedAt = order.Times.MissedAt,
        ValidUntil = order.Times.ValidUntil,
        CancelUntil = order.Times.CancelUntil,
        RedemptionId = order.RedemptionId,
        Status = order.Status,
        Tickets = "",
        CountsOn = DayKey(order.OfferId, day),
        CountsFor = order.OfferId,
        IsMissCounted = order.IsMissCounted,
        Moves = order.Moves,
        GoesBackAt = order.GoesBackAt,
        PayUntil = order.PayUntil,
        CreatedAt = order.CreatedAt,
    }.With(order);

    /// <summary>
    /// With what tickets and time change; the rest is as it was, also where its slot has moved: that is written by
    /// <see cref="MovedTo"/>, whose member is told.
    /// </summary>
    public OrderRow With(Order order) => this with
    {
        Status = order.Status,
        Reason = order.Reason,
        PaidBy = order.PaidBy,
        DisputedAt = order.DisputedAt,
        Tickets = OrderJson.Write(order.Tickets),
        CountsOn = order.Counting == 0 ? null : CountsOn,
        CountsFor = order.Counting == 0 ? null : CountsFor,
        MissCountsAt = (order with { IsMissCounted = IsMissCounted }).WouldBeMissed ? MissedAt : null,
        HeldIn = order.HoldsUntil is { } end ? MonthKey(end) : null,
        GiveBackAt = order.GiveBackAt,
    };

    /// <summary>Where its slot is by now.</summary>
    /// <param name="order">Which has followed.</param>
    /// <param name="day">On which its tickets count now.</param>
    public OrderRow MovedTo(Order order, DateOnly day) => (this with
    {
        VenueId = order.VenueId,
        StartsAt = order.Times.StartsAt,
        EndsAt = order.Times.EndsAt,
        ValidFrom = order.Times.ValidFrom,
        MissedAt = order.Times.MissedAt,
        ValidUntil = order.Times.ValidUntil,
        CancelUntil = order.Times.CancelUntil,
        CountsOn = DayKey(OfferId, day),
        IsMissCounted = order.IsMissCounted,
        GoesBackAt = order.GoesBackAt,
        Moves = order.Moves,
        FreeUntil = order.FreeUntil,
    }).With(order);

    /// <exception cref="LedgerException">The row is damaged.</exception>
    public Order ToOrder() => new()
    {
        Id = Id,
        MemberId = MemberId,
        MerchantId = MerchantId,
        OfferId = OfferId,
        OfferVersion = OfferVersion,
        SlotId = SlotId,
        VenueId = VenueId,
        Title = Title,
        UnitPrice = new Fen(UnitPriceFen),
        Payment = Payment,
        Eligibility = Eligibility,
        Times = new OrderTimes(StartsAt, EndsAt, ValidFrom, MissedAt, ValidUntil, CancelUntil),
        RedemptionId = RedemptionId,
        IsMissCounted = IsMissCounted,
        Moves = Moves,
        FreeUntil = FreeUntil,
        GoesBackAt = GoesBackAt,
        Status = Status,
        Reason = Reason,
        PayUntil = PayUntil,
        PaidBy = PaidBy,
        DisputedAt = DisputedAt,
        Tickets = OrderJson.ReadTickets(Tickets),
        CreatedAt = CreatedAt,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<OrderRow>
    {
        public void Configure(EntityTypeBuilder<OrderRow> row)
        {
            // "order" is a word of SQL.
            row.ToTable("member_order", table => table.HasCheckConstraint(
                "ck_member_order_price", "unit_price_fen >= 0 AND (unit_price_fen = 0) = (redemption_id IS NULL)"));
            row.HasKey(order => new { order.MemberId, order.Id });
            row.HasIndex(order => new { order.MemberId, order.CountsOn }).HasFilter("counts_on IS NOT NULL");
            row.HasIndex(order => new { order.MemberId, order.CountsFor }).HasFilter("counts_for IS NOT NULL");
            row.HasIndex(order => new { order.MemberId, order.HeldIn }).HasFilter("held_in IS NOT NULL");
            row.HasIndex(order => new { order.MemberId, order.MissCountsAt }).HasFilter("miss_counts_at IS NOT NULL");

            // What a job gives back, over all members.
            row.HasIndex(order => new { order.GiveBackAt, order.Id }).HasFilter("give_back_at IS NOT NULL");
            row.Property(order => order.Title).HasMaxLength(OfferContent.LongestTitle * PlainText.CodePointsPerCharacter);
            row.Property(order => order.Reason).HasMaxLength(SlotRow.LongestReason * PlainText.CodePointsPerCharacter);
        }
    }
}
