using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I18 and I17: a ticket says that it was used exactly where it says by whom and when; what was missed counts, and what is
/// to be paid at the venue is found, as its tickets say.
/// </summary>
internal static class AdmissionChecks
{
    public static void Check(StoredOrder order, IReadOnlyList<StoredTicket> tickets, Examination examination)
    {
        foreach (var ticket in tickets.Where(ticket => !IsUseSound(ticket)))
        {
            examination.Found(
                Invariant.Admissions,
                "use_of_ticket",
                order,
                $"Ticket {ticket.N} is '{ticket.Status}', and {ticket.People ?? 0} people are said to have come in with it.");
        }

        CheckHeld(order, tickets, examination);
        CheckMissed(order, tickets, examination);
    }

    private static bool IsUseSound(StoredTicket ticket) =>
        ticket.IsUsed == ticket.People >= 1 && ticket.IsUsed == ticket.IsDatedUse;

    private static void CheckHeld(StoredOrder order, IReadOnlyList<StoredTicket> tickets, Examination examination)
    {
        var isHeld = order.Payment == "at_venue" && tickets.Any(ticket => ticket.Status == "valid");
        var until = order.IsAwaiting ? order.HeldUntil : isHeld ? order.ValidUntil : null;
        if (order.HeldIn != (until is { } end ? FormattableString.Invariant($"{end.UtcDateTime:yyyy-MM}") : null))
        {
            examination.Found(
                Invariant.Orders,
                "held_until",
                order,
                $"Paid '{order.Payment}' with {order.Counting} tickets until {order.ValidUntil:O}: '{order.HeldIn}' found.");
        }
    }

    private static void CheckMissed(StoredOrder order, IReadOnlyList<StoredTicket> tickets, Examination examination)
    {
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
