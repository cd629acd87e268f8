using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Supplying;

namespace Rewards.Domain.Ordering;

/// <summary>Why nothing can be ordered: what stands in the way first is said.</summary>
internal static class OrderRefusals
{
    /// <summary>What does not depend on the price. Null: nothing.</summary>
    public static Refusal? Before(OrderRequest request, Moment moment) =>
        Closed(request, moment)
        ?? Blocked(request)
        ?? NotEligible(request)
        ?? TooManyForOne(request, moment)
        ?? SoldOut(request);

    /// <summary>What stands in the way of waiting for a place: it would stand in the way of taking it. Null: nothing.</summary>
    public static Refusal? BeforeWaiting(OrderWish wish, Moment moment) =>
        Closed(wish, moment) ?? Blocked(wish) ?? TooManyForOne(wish, moment);

    /// <summary>What depends on what it costs. Null: nothing.</summary>
    public static Refusal? After(OrderRequest request, Redemption redemption, OrderTimes times, Moment moment) =>
        TooFarAhead(request, redemption, moment)
        ?? HeldTooLong(request, times, moment)
        ?? TooManyHeld(request)
        ?? PriceChanged(request, redemption)
        ?? (request.Offer.Content.Payment == PaymentWay.Online && redemption.Cash != Fen.Zero
            ? PayingRefusals.WhyNot(request, redemption, moment)
            : null);

    private static Refusal? Closed(OrderWish request, Moment moment)
    {
        var (content, calendar) = (request.Offer.Content, moment.Programme.Calendar);
        if (request.Places.Slot is not { } slot)
        {
            return null;
        }

        var state = content.Booking.Mode == BookingMode.WalkIn
            ? SlotState.Closed
            : slot.StateAt(moment.Now, content, calendar);
        return state switch
        {
            SlotState.Open or SlotState.Full => null,
            SlotState.NotOpen => new Refusal("not_open", "It can be ordered from opens_at on.", "尚未开放预订，开放时间见 opens_at。")
            {
                Facts = new Dictionary<string, object> { ["opens_at"] = slot.OpensAt(content.Booking, calendar)! },
            },
            _ => new Refusal("booking_closed", "It can't be ordered any more.", "已停止预订。")
            {
                Facts = new Dictionary<string, object> { ["slot_state"] = state },
            },
        };
    }

    /// <summary>What is paid for is open to everybody.</summary>
    private static Refusal? Blocked(OrderWish request) =>
        request.Offer.Content.Payment != PaymentWay.Free || request.Missed.BlockedUntil is not { } until
            ? null
            : new Refusal(
                "booking_blocked",
                $"{request.Missed.Lately.Count} bookings were missed lately: nothing free can be booked until then.",
                $"近期有 {request.Missed.Lately.Count} 次预订未到场：在此之前不能预订免费项目。")
            {
                Facts = new Dictionary<string, object> { ["until"] = until, ["missed"] = request.Missed.Lately },
            };

    private static Refusal? NotEligible(OrderRequest request)
    {
        var classes = request.Offer.Content.Eligibility;
        return classes.Count == 0 || (request.Eligibility is { } said && classes.Contains(said))
            ? null
            : new Refusal(
                "eligibility_required",
                "It is for some people only: say which of the classes is yours; staff look at the door.",
                "该供给仅面向特定人群：请选择您所属的类别，入场时由工作人员核对。")
            {
                Facts = new Dictionary<string, object> { ["classes"] = classes },
            };
    }

    private static Refusal? TooManyForOne(OrderWish request, Moment moment)
    {
        var (limits, had) = (request.Offer.Content.Limits, request.Had);
        var day = request.Places.Slot is { } slot ? moment.Programme.Calendar.DateOf(slot.StartsAt) : moment.Today;
        return TooMany(request, ("per_order", limits.PerOrder, 0), null)
            ?? TooMany(request, ("per_slot", request.Places.SlotId is null ? null : limits.PerSlot, had.InSlot), null)
            ?? TooMany(request, ("per_day", limits.PerDay, had.OnDay), moment.Programme.Calendar.EndOf(day))
            ?? TooMany(request, ("per_offer", limits.PerOffer, had.OfOffer), null);
    }

    private static Refusal? TooMany(
        OrderWish request, (string Scope, int? Most, int Used) limit, DateTimeOffset? resetsAt) =>
        limit.Most is not { } most || limit.Used + request.Quantity <= most
            ? null
            : new Refusal(
                "person_limit",
                $"One person may have {most} ({limit.Scope}) and has {limit.Used}; {request.Quantity} more were wanted.",
                $"每人限 {most} 张（{limit.Scope}），已有 {limit.Used} 张，本次 {request.Quantity} 张。")
            {
                Facts = resetsAt is { } reset
                    ? new Dictionary<string, object>(FactsOf(limit.Scope, most, limit.Used)) { ["resets_at"] = reset }
                    : FactsOf(limit.Scope, most, limit.Used),
            };

    internal static Dictionary<string, object> FactsOf(string scope, int most, int used) => new()
    {
        ["scope"] = scope,
        ["limit"] = most,
        ["used"] = used,
    };

    private static Refusal? SoldOut(OrderRequest request) => request.Places.Left >= request.Quantity
        ? null
        : new Refusal(
            "sold_out",
            $"{Math.Max(0, request.Places.Left)} are left, {request.Quantity} were wanted.",
            $"剩余 {Math.Max(0, request.Places.Left)}，需要 {request.Quantity}。")
        {
            Facts = new Dictionary<string, object>
            {
                ["left"] = Math.Max(0, request.Places.Left),
                ["waiting"] = request.Places.Waiting,
                ["next_slots"] = request.NextSlots,
            },
        };

    /// <summary>Nobody prolongs points by ordering for next year and cancelling.</summary>
    private static Refusal? TooFarAhead(OrderRequest request, Redemption redemption, Moment moment)
    {
        var until = moment.Now.AddDays(moment.Programme.Supplying.PointsReachDays);
        return redemption.Points.IsZero || !(request.Places.Slot?.StartsAt > until)
            ? null
            : new Refusal(
                "too_far_ahead",
                $"With points one orders at most {moment.Programme.Supplying.PointsReachDays} days ahead.",
                $"使用积分最多可提前 {moment.Programme.Supplying.PointsReachDays} 天预订。")
            {
                Facts = new Dictionary<string, object> { ["until"] = until },
            };
    }

    /// <summary>Points wait for no door longer than that.</summary>
    private static Refusal? HeldTooLong(OrderRequest request, OrderTimes times, Moment moment)
    {
        var until = moment.Now.AddDays(SupplyingRules.MostHeldDays);
        return request.Offer.Content.Payment != PaymentWay.AtVenue || times.ValidUntil <= until
            ? null
            : new Refusal(
                "too_far_ahead",
                $"What is paid at the venue is ordered at most {SupplyingRules.MostHeldDays} days ahead.",
                $"到场付款的项目最多可提前 {SupplyingRules.MostHeldDays} 天预订。")
            {
                Facts = new Dictionary<string, object> { ["until"] = until },
            };
    }

    private static Refusal? TooManyHeld(OrderRequest request) =>
        request.Offer.Content.Payment != PaymentWay.AtVenue || request.Had.HeldOrders < SupplyingRules.MostHeldOrders
            ? null
            : new Refusal(
                "person_limit",
                $"{request.Had.HeldOrders} orders are still to be paid at venues: no more than that at once.",
                $"已有 {request.Had.HeldOrders} 个到场付款的订单尚未完成。")
            {
                Facts = FactsOf("at_venue", SupplyingRules.MostHeldOrders, request.Had.HeldOrders),
            };

    private static Refusal? PriceChanged(OrderRequest request, Redemption redemption) =>
        request.ExpectedCash is not { } expected || expected == redemption.Cash
            ? null
            : new Refusal(
                "price_changed",
                $"{redemption.Cash} fen are to be paid, {expected} were expected.",
                $"需付 {redemption.Cash} 分，预期 {expected} 分。")
            {
                Facts = new Dictionary<string, object>
                {
                    ["gross_fen"] = redemption.Purchase.Gross.Value,
                    ["points"] = redemption.Points.Value,
                    ["discount_fen"] = redemption.Discount.Value,
                    ["cash_fen"] = redemption.Cash.Value,
                },
            };
}
