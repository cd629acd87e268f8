using Rewards.Domain.Supplying;

namespace Rewards.Domain.Admitting;

/// <summary>People who come without an order.</summary>
/// <param name="Places">At least 1.</param>
/// <param name="People">At least one a place.</param>
/// <param name="Eligibility">Which class of people they are of; null: not said.</param>
public sealed record WalkInParty(int Places, int People, Eligibility? Eligibility);

/// <summary>Lets people in who come without an order: into places that nobody has, or that nobody came for.</summary>
public static class WalkIns
{
    /// <summary>Null: they come in.</summary>
    /// <returns>
    /// <c>slot_cancelled</c>, <c>too_early</c>, <c>too_late</c>, <c>eligibility_required</c> or <c>no_place_left</c>.
    /// </returns>
    public static Refusal? WhyNot(WalkInParty party, SlotTimes slot, OfferContent content, DateTimeOffset now) =>
        WrongTime(slot, content, now) ?? NotEligible(party, content) ?? NoPlaces(party, slot, content, now);

    /// <summary>How many places more than are kept for them nobody can order any more.</summary>
    public static int MoreKept(WalkInParty party, SlotTimes slot, OfferContent content, DateTimeOffset now) =>
        slot.IsReleasedAt(now, content.Admission)
            ? 0
            : Math.Max(0, slot.Places.WalkInTaken + party.Places - slot.Places.WalkIn);

    private static Refusal? WrongTime(SlotTimes slot, OfferContent content, DateTimeOffset now)
    {
        var from = slot.StartsAt.AddMinutes(-content.Admission.FromMinutesBefore);
        return slot.IsCancelled ? new Refusal("slot_cancelled", "The slot was cancelled.", "该场次已取消。")
            : now < from ? new Refusal("too_early", "The door opens at valid_from.", "尚未到入场时间，见 valid_from。")
            {
                Facts = new Dictionary<string, object> { ["valid_from"] = from },
            }
            : now >= slot.EndsAt ? new Refusal("too_late", "The slot ended at valid_until.", "该场次已结束，见 valid_until。")
            {
                Facts = new Dictionary<string, object> { ["valid_until"] = slot.EndsAt },
            }
            : null;
    }

    private static Refusal? NotEligible(WalkInParty party, OfferContent content) =>
        content.Eligibility.Count == 0 || (party.Eligibility is { } said && content.Eligibility.Contains(said))
            ? null
            : new Refusal(
                "eligibility_required",
                "It is for some people only: say which of the classes they are of.",
                "该供给仅面向特定人群：请注明其类别。")
            {
                Facts = new Dictionary<string, object> { ["classes"] = content.Eligibility },
            };

    private static Refusal? NoPlaces(WalkInParty party, SlotTimes slot, OfferContent content, DateTimeOffset now)
    {
        var left = Math.Max(0, slot.LeftForWalkInsAt(now, content.Admission));
        return left >= party.Places
            ? null
            : new Refusal(
                "no_place_left",
                $"{left} are left for who comes without an order, {party.Places} were wanted.",
                $"现场剩余 {left}，需要 {party.Places}。")
            {
                Facts = new Dictionary<string, object> { ["left"] = left },
            };
    }
}
