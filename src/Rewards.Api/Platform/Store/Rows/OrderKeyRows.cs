using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>Whose order it is, and of what.</summary>
public sealed record OrderIndexRow : IKeyedRow
{
    /// <summary>The order's id.</summary>
    public required string Key { get; init; }

    public required string MemberId { get; init; }

    public required string MerchantId { get; init; }

    public required string OfferId { get; init; }

    /// <summary>Null: goods.</summary>
    public string? SlotId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<OrderIndexRow>
    {
        public void Configure(EntityTypeBuilder<OrderIndexRow> row)
        {
            row.ToTable("order_index").HasKey(order => order.Key);

            // Who is to be told when a slot is cancelled.
            row.HasIndex(order => new { order.SlotId, order.Key }).HasFilter("slot_id IS NOT NULL");

            // What merchants list, newest first.
            row.HasIndex(order => new { order.MerchantId, order.Key });
            row.HasIndex(order => new { order.OfferId, order.Key });
        }
    }
}

/// <summary>Which ticket has a code.</summary>
public sealed record TicketCodeRow : IKeyedRow
{
    /// <summary>The code.</summary>
    public required string Key { get; init; }

    public required string MemberId { get; init; }

    public required string OrderId { get; init; }

    public required string TicketId { get; init; }

    public required string MerchantId { get; init; }

    /// <summary>Null: goods.</summary>
    public string? SlotId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<TicketCodeRow>
    {
        public void Configure(EntityTypeBuilder<TicketCodeRow> row)
        {
            row.ToTable("ticket_code").HasKey(ticket => ticket.Key);

            // A door names tickets by their ids: what was read of one stays so.
            row.HasIndex(ticket => ticket.TicketId);
        }
    }
}
