using Rewards.Api.Platform;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ordering;

namespace Rewards.Api.Culture;

/// <summary>What members are told of their orders and of what they wait for.</summary>
internal static class Told
{
    public static NoticeRow Of(Order order, NoticeKind kind, DateTimeOffset now) => new()
    {
        MemberId = order.MemberId,
        Id = TypeId.New(TypeId.Notice, now),
        Kind = kind,
        At = now,
        OrderId = order.Id,
        SlotId = order.SlotId,
        Title = order.Title,
        StartsAt = order.Times.StartsAt,
        Reason = order.Reason,
    };

    public static NoticeRow Of(WaitingRow entry, SlotRow slot, NoticeKind kind, DateTimeOffset now) => new()
    {
        MemberId = entry.MemberId,
        Id = TypeId.New(TypeId.Notice, now),
        Kind = kind,
        At = now,
        SlotId = entry.SlotId,
        Title = entry.Title,
        StartsAt = slot.StartsAt,
        Until = entry.LapsesAt,
        Reason = slot.CancelReason,
    };
}
