using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Admitting;
using Rewards.Domain.Ledger;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Admitting;

/// <summary>People without an order, at a merchant's slot.</summary>
/// <param name="MerchantId">Who lets them in.</param>
/// <param name="SlotId">Where to.</param>
/// <param name="Party">Who they are.</param>
/// <param name="Content">Of the offer; null: this merchant has no such slot.</param>
internal sealed record WalkInWanted(string MerchantId, string SlotId, WalkInParty Party, OfferContent? Content);

/// <summary>Lets people in who have no order: a number of them, never a person.</summary>
internal sealed class LetInWalkIns(WalkInWanted wanted, KeyedRequest request) : KeyedCommand(request)
{
    protected internal override string Subject => wanted.SlotId;

    protected internal override string Actor => LedgerAccount.Merchant(wanted.MerchantId);

    protected override void NameOwn(Group group, Wanted names) => SlotQueue.Name(wanted.SlotId, group, names);

    protected override bool IsFound(Group group) =>
        wanted.Content is not null && group.Find<SlotRow>(wanted.SlotId)?.MerchantId == wanted.MerchantId;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var (slot, party, content) = (group.Find<SlotRow>(wanted.SlotId)!, wanted.Party, wanted.Content!);

        // What was kept for somebody and not taken in time is the next one's, and then anybody's.
        var queue = SlotQueue.Of(slot, group).Settle(moment.Now);
        var times = queue.Times;
        if (WalkIns.WhyNot(party, times, content, moment.Now) is { } refusal)
        {
            return Refuse(refusal);
        }

        var left = times.LeftForWalkInsAt(moment.Now, content.Admission) - party.Places;
        return (StoredAnswer.Created(new WalkInResponse(party.Places, party.People, left), $"/v1/slots/{slot.SlotId}/door"), new Changes
        {
            Added =
            [
                new WalkInRow
                {
                    SlotId = slot.SlotId,

                    // Two nodes that count on the same places clash.
                    FromPlace = slot.WalkInTaken + 1,
                    Places = party.Places,
                    People = party.People,
                    Eligibility = party.Eligibility,
                    At = moment.Now,
                },
            ],
            Counters =
            [
                queue.Move(
                    0,
                    (nameof(SlotRow.WalkInPlaces), WalkIns.MoreKept(party, times, content, moment.Now)),
                    (nameof(SlotRow.WalkInTaken), party.Places),
                    (nameof(SlotRow.WalkIns), party.People)),
            ],
        }.With(queue, moment.Now));
    }
}
