namespace Rewards.Api.Site.Ordering;

/// <summary>Why an order was refused, in the member's language, with the numbers behind it.</summary>
internal static class RefusalWords
{
    /// <param name="refusal">Of the order.</param>
    /// <param name="now">Near days are called by their names.</param>
    /// <param name="text">Says it.</param>
    public static string Of(OrderRefusal refusal, DateTimeOffset now, Text text) => refusal.Code switch
    {
        "person_limit" => text[
            "refusal.person_limit." + refusal.Facts.GetProperty("scope").GetString(), Number(refusal, "limit"), Number(refusal, "used")],
        "not_open" => text["refusal.not_open", Instant(refusal, "opens_at", now, text)],
        "booking_blocked" or "too_far_ahead" or "payment_blocked" => text["refusal." + refusal.Code, Instant(refusal, "until", now, text)],
        "sold_out" => Number(refusal, "left") is > 0 and var left ? text["refusal.few_left", left] : text["refusal.sold_out"],
        "payment_unavailable" => text["order.no_online", Text.Yuan(Number(refusal, "cash_fen"))],
        "below_cash_minimum" => text["refusal.below_cash_minimum", Text.Yuan(Number(refusal, "minimum_cash_fen"))],
        "insufficient_points" or "cap_exceeded" => text["refusal." + refusal.Code, text.Number(Number(refusal, "max_points"))],
        "offer_changed" => Changed(refusal, text),
        _ => text[text.Has("refusal." + refusal.Code) ? "refusal." + refusal.Code : "refusal.other"],
    };

    /// <summary>What the offer's new version says otherwise: fields of its content.</summary>
    public static IReadOnlyList<string> ChangedFields(OrderRefusal refusal) =>
        refusal.Facts.TryGetProperty("changed", out var changed)
            ? [.. changed.EnumerateArray().Select(field => field.GetString()!)]
            : [];

    /// <summary>Slots that still have places, as lately known.</summary>
    public static IReadOnlyList<(string Id, DateTimeOffset StartsAt)> NextSlots(OrderRefusal refusal) =>
        refusal.Facts.TryGetProperty("next_slots", out var next)
            ? [.. next.EnumerateArray().Select(slot => (
                slot.GetProperty("id").GetString()!, slot.GetProperty("starts_at").GetDateTimeOffset()))]
            : [];

    private static string Changed(OrderRefusal refusal, Text text)
    {
        var names = ChangedFields(refusal).Select(field => "field." + field).Where(text.Has).Select(key => text[key]).Distinct().ToList();
        return names.Count == 0
            ? text["refusal.offer_changed"]
            : text["refusal.offer_changed_in", string.Join(text["comma"], names)];
    }

    private static long Number(OrderRefusal refusal, string name) => refusal.Facts.GetProperty(name).GetInt64();

    private static string Instant(OrderRefusal refusal, string name, DateTimeOffset now, Text text) =>
        text.Soon(refusal.Facts.GetProperty(name).GetDateTimeOffset(), now);
}
