using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I19: no order went beyond what one person may have, by its own version, together with those before it that still
/// count. Those that were cancelled since count no more, and those that a move of their slot brought to another day don't
/// count there: who kept them broke no rule.
/// </summary>
internal static class PersonLimitChecks
{
    public static void Check(MemberRows member, Examination examination)
    {
        for (var at = 0; at < member.Orders.Count; at++)
        {
            var order = member.Orders[at];
            if (examination.Limits.Of(order) is not { } limits)
            {
                examination.Found(
                    Invariant.PersonLimits,
                    "version_of_order",
                    order,
                    $"Version {order.OfferVersion} of {order.OfferId}, under which {order.Quantity} tickets were ordered, is not there.");
                continue;
            }

            if (order.Counting == 0)
            {
                continue;
            }

            var before = member.Orders.Take(at + 1).Where(other => other.OfferId == order.OfferId).ToList();
            NotMore("per_order", limits.PerOrder, order.Quantity);
            NotMore("per_slot", order.SlotId is null ? null : limits.PerSlot, Sum(before, other => other.SlotId == order.SlotId));
            NotMore("per_day", limits.PerDay, Sum(before, other => CountsWith(other, order)));
            NotMore("per_offer", limits.PerOffer, Sum(before, _ => true));

            void NotMore(string scope, long? most, long had)
            {
                if (had > most)
                {
                    examination.Found(
                        Invariant.PersonLimits, "person_limit", order, $"{scope}: at most {most} tickets, {had} found.");
                }
            }
        }
    }

    private static bool CountsWith(StoredOrder other, StoredOrder order) =>
        other.CountsOn == order.CountsOn && !HasMoved(other) && !HasMoved(order);

    private static bool HasMoved(StoredOrder order) => order.FreeUntil is not null;

    private static long Sum(IEnumerable<StoredOrder> orders, Func<StoredOrder, bool> among) =>
        orders.Where(among).Sum(order => order.Counting);
}
