using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>I18: a ticket says that it was used exactly where it says by whom and when, and what was missed counts.</summary>
internal static class AdmissionChecks
{
    public static void Check(StoredOrder order, IReadOnlyList<StoredTicket> tickets, Examination examination)
    {
        foreach (var ticket in tickets.Where(ticket =>
            ticket.IsUsed != ticket.People >= 1 || ticket.IsUsed != ticket.IsDatedUse))
        {
            examination.Found(
                Invariant.Admissions,
                "use_of_ticket",
                order,
                $"Ticket {ticket.N} is '{ticket.Status}', and {ticket.People ?? 0} people are said to have come in with it.");
        }

        var isMissed = order.IsMissCounted && tickets.Any(ticket => ticket is { Status: "valid", IsForgiven: false });
        if (order.MissCountsAt != (isMissed ? order.MissedAt : null))
        {
            examination.Found(
                Invariant.Admissions,
                "miss_of_order",
                order,
                $"It counts as missed from {order.MissCountsAt:O} on, with {order.Counting} tickets.");
        }
    }
}
