using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;

namespace Rewards.Domain.Waiting;

/// <summary>Who may wait for a place.</summary>
public static class JoinLine
{
    /// <param name="wish">What the member waits for; its places are those that nobody has and that are kept for nobody.</param>
    /// <param name="queue">As it stands now.</param>
    /// <param name="memberId">Who.</param>
    /// <param name="moment">When.</param>
    /// <returns>
    /// Null: nothing. Or <c>not_open</c>, <c>booking_closed</c>, <c>booking_blocked</c>, <c>person_limit</c>,
    /// <c>already_waiting</c>, <c>places_left</c> or <c>waiting_full</c>.
    /// </returns>
    public static Refusal? WhyNot(OrderWish wish, WaitingLine queue, string memberId, Moment moment) =>
        OrderRefusals.BeforeWaiting(wish, moment)
        ?? TooLate(wish, moment)
        ?? Already(queue, memberId)
        ?? PlacesLeft(wish)
        ?? Full(queue);

    private static Refusal? TooLate(OrderWish wish, Moment moment) =>
        moment.Now < wish.Places.Slot!.StartsAt.AddMinutes(-WaitingLine.LastMinutes)
            ? null
            : new Refusal(
                "booking_closed",
                $"Places are offered until {WaitingLine.LastMinutes} minutes before the start.",
                $"开场前 {WaitingLine.LastMinutes} 分钟起不再候补。")
            {
                Facts = new Dictionary<string, object> { ["slot_state"] = Supplying.SlotState.Closed },
            };

    private static Refusal? Already(WaitingLine queue, string memberId) => queue.Find(memberId) is not { } entry
        ? null
        : new Refusal("already_waiting", "The member waits for this slot already.", "您已在该场次候补。")
        {
            Facts = new Dictionary<string, object> { ["waiting_id"] = entry.Id },
        };

    private static Refusal? PlacesLeft(OrderWish wish) => wish.Places.Left < wish.Quantity
        ? null
        : new Refusal("places_left", $"{wish.Places.Left} places are left: order them.", $"还有 {wish.Places.Left} 个名额，可直接预订。")
        {
            Facts = new Dictionary<string, object> { ["left"] = wish.Places.Left },
        };

    private static Refusal? Full(WaitingLine queue) => queue.Open < WaitingLine.Most
        ? null
        : new Refusal("waiting_full", $"{WaitingLine.Most} wait already.", $"候补人数已达上限 {WaitingLine.Most}。")
        {
            Facts = new Dictionary<string, object> { ["limit"] = WaitingLine.Most },
        };
}
