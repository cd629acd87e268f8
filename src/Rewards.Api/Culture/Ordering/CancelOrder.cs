using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Ordering;

/// <summary>A member's wish to give tickets back.</summary>
/// <param name="MemberId">Whose order it is.</param>
/// <param name="OrderId">Which.</param>
/// <param name="TicketIds">Null: all that are valid.</param>
internal sealed record OrderCancelling(string MemberId, string OrderId, IReadOnlyList<string>? TicketIds)
{
    /// <summary>Of the order's version, which never changes; null: the member has no such order.</summary>
    public OfferContent? Content { get; init; }

    public VenueRow? Venue { get; init; }
}

/// <summary>Gives tickets of one order back: their points return, their places are free.</summary>
internal sealed class CancelOrder(OrderCancelling wanted, OrderViews views, KeyedRequest request) : KeyedCommand(request)
{
    private const string Reason = "cancelled by the member";

    private readonly OrderRows rows = new(wanted.MemberId, wanted.OrderId);
    private readonly PayingRows paying = new(wanted.MemberId, wanted.OrderId);

    /// <summary>Whether cash goes back by it.</summary>
    public bool GivesCashBack { get; private set; }

    protected internal override string Subject => wanted.MemberId;

    protected internal override string Actor => Moment.Member;

    protected override void NameOwn(Group group, Wanted names)
    {
        rows.Name(group, names);
        if (rows.Find(group)?.PayUntil is not null)
        {
            paying.Name(group, names);
        }
    }

    protected override bool IsFound(Group group) => wanted.Content is not null && rows.Find(group) is not null;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var isSlotCancelled = rows.FindSlot(group)?.CancelledAt is not null;
        var cancellation = new Cancellation(
            rows.OrderIn(group, wanted.Content!), wanted.TicketIds, wanted.Content!.Cancellation, isSlotCancelled);
        var outcome = rows.Cancel(cancellation, group, moment);
        if (outcome.Refusal is { } refusal)
        {
            return Refuse(refusal);
        }

        var done = outcome.Value;
        GivesCashBack = done.Cash > Fen.Zero;
        var session = done.Order.PayUntil is null ? null : paying.SessionIn(group);
        var beside = new OrderBeside(wanted.Content, wanted.Venue, isSlotCancelled, session);
        return (StoredAnswer.Ok(views.Show(done.Order, beside, done.Ledger.Moment.Now)), rows.Write(done, group, Reason));
    }
}
