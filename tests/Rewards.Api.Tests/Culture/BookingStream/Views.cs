using Rewards.Api.Tests.Culture.BookingStream.Model;

namespace Rewards.Api.Tests.Culture.BookingStream;

/// <summary>What merchant and guests are to see, in the model's opinion.</summary>
internal sealed class Views(Town town)
{
    public Opinion Of(Slot slot) => Opinion.Done(
        200,
        ("starts_at", slot.StartsAt),
        ("ends_at", slot.EndsAt),
        ("capacity", slot.Capacity),
        ("taken", slot.Taken),
        ("used", slot.Used),
        ("walk_in_places", slot.WalkInPlaces),
        ("waiting", slot.Waiting),
        ("state", StateOf(slot)));

    public Opinion PointsOf(Guest guest) => Opinion.Done(
        200, ("spendable", guest.SpendableAt(town.Now)), ("held", guest.HeldAt(town.Now)), ("spent", guest.Spent));

    public Opinion Of(Booking booking) => Opinion.Done(
        200,
        [
            ("status", booking.StatusAt(town.Now)),
            ("refund_status", booking.Refunds),
            ("starts_at", booking.Seen.StartsAt),
            ("cancel_until", booking.Seen.LastCancel),
            ("points", booking.Points),
            ("refunded_points", booking.RefundedPoints),
            ("slot_cancelled", booking.Slot.IsCancelled),
            .. booking.Tickets.Select((ticket, at) => ($"tickets.{at}.status", (object?)booking.StatusOf(ticket, town.Now))),
        ]);

    public Opinion Of(Slot slot, Entry entry) => Opinion.Done(
        200,
        ("quantity", entry.Quantity),
        ("status", slot.StatusOf(entry, town.Now)),
        ("position", slot.PositionOf(entry, town.Now)),
        ("offered_until", entry.OfferedUntil),
        ("joined_at", entry.JoinedAt));

    private string StateOf(Slot slot) => slot.IsCancelled ? "cancelled"
        : town.Now >= slot.StartsAt ? "running"
        : slot.WhyClosed(town.Now) is { } closed ? (closed == "not_open" ? closed : "closed")
        : slot.LeftIn(slot.Queue) <= 0 ? "full"
        : "open";
}
