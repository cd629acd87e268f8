using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Waiting;

namespace Rewards.Api.Culture.Waiting;

/// <summary>A member's wish to wait for places.</summary>
/// <param name="MemberId">Who.</param>
/// <param name="Body">As sent.</param>
/// <param name="Offer">Whose slot it is; null: members see none of that id.</param>
/// <param name="Missed">Read where it may stand in the way.</param>
internal sealed record WaitingWanted(string MemberId, WaitingBody Body, CataloguedOffer? Offer, MissedBookings Missed);

/// <summary>Joins the queue of a full slot.</summary>
internal sealed class WaitForPlaces(WaitingWanted wanted, KeyedRequest request) : KeyedCommand(request)
{
    private readonly OwnOrders? own = wanted.Offer is { } offer ? new(wanted.MemberId, offer, wanted.Body.SlotId) : null;

    protected internal override string Subject => wanted.MemberId;

    protected internal override string Actor => Moment.Member;

    protected override void NameOwn(Group group, Wanted names)
    {
        if (wanted.Offer is null)
        {
            return;
        }

        SlotQueue.Name(wanted.Body.SlotId, group, names);
        names.Row<WaitingRow>(wanted.Body.SlotId, wanted.MemberId);
        own!.Name(group, names);
    }

    protected override bool IsFound(Group group) =>
        wanted.Offer is { } offer && group.Find<SlotRow>(wanted.Body.SlotId)?.OfferId == offer.Id;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var slot = group.Find<SlotRow>(wanted.Body.SlotId)!;
        var queue = SlotQueue.Of(slot, group).Settle(moment.Now);
        var before = group.Find<WaitingRow>(slot.SlotId, wanted.MemberId);
        return JoinLine.WhyNot(Wish(slot, queue, group, moment), queue.Entries, wanted.MemberId, moment) is { } refusal
            ? Refuse(refusal)
            : Join(Entry(slot, queue, before, moment.Now), before is null, queue, (slot, moment.Now));
    }

    private OrderWish Wish(SlotRow slot, SlotQueue queue, Group group, Moment moment)
    {
        var offer = wanted.Offer!;
        return new OrderWish
        {
            Offer = offer.ToOrdered(),
            Places = OrderedPlaces.Of(slot.SlotId, slot.Times, null, slot.Waiting) with { Left = queue.Left },
            Had = own!.Had(group, moment),
            Quantity = wanted.Body.Quantity,
            Missed = wanted.Missed,
        };
    }

    private WaitingRow Entry(SlotRow slot, SlotQueue queue, WaitingRow? before, DateTimeOffset now)
    {
        var content = wanted.Offer!.Content;
        return new WaitingRow
        {
            SlotId = slot.SlotId,
            MemberId = wanted.MemberId,
            Id = TypeId.New(TypeId.WaitingEntry, now),
            OfferId = slot.OfferId,
            Title = content.Title,
            Quantity = wanted.Body.Quantity,
            JoinedAt = queue.Entries.JoiningAt(now),
            Status = WaitingStatus.Waiting,
            Queue = WaitingRow.InQueue,
            MinutesBefore = Math.Max(WaitingLine.LastMinutes, content.Booking.ClosesMinutesBefore),
            Version = before?.Version ?? 0,
        };
    }

    private static (StoredAnswer Answer, Changes Changes) Join(
        WaitingRow row, bool isNew, SlotQueue queue, (SlotRow Slot, DateTimeOffset Now) at)
    {
        var shown = WaitingReader.Show(row, at.Slot, queue.Entries.Entries, at.Now);
        List<WaitingRow> others = [.. queue.Changed.Where(other => other.MemberId != row.MemberId)];
        return (StoredAnswer.Created(shown), new Changes
        {
            Added = [.. isNew ? [row] : Array.Empty<object>(), .. queue.Notices(at.Now)],
            Changed = [.. others, .. isNew ? [] : new[] { row }],
            Counters = [queue.Move(0, (nameof(SlotRow.Waiting), 1))],
        });
    }
}
