using Rewards.Api.Culture;
using Rewards.Api.Platform;
using Rewards.Domain.Ordering;
using Rewards.Domain.Programmes;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.FindingOffers;

/// <summary>An offer's terms in one sentence each.</summary>
internal static class TermWords
{
    private const int Hour = 60;
    private const int Day = 24 * Hour;

    /// <summary>
    /// Until when and at what cost it is given back. What is paid at the venue, or not at all, costs nothing.
    /// </summary>
    public static string Cancellation(CataloguedOffer offer, Text text)
    {
        var (content, rules) = (offer.Content, offer.Content.Cancellation);
        var when = offer.Row.Kind == OfferKind.Goods ? text["cancel.goods"]
            : content.Payment == PaymentWay.Online && rules.Tiers.Count > 0 ? Ladder(rules, text)
            : rules.UntilMinutesBefore == 0 ? text["cancel.until_start"]
            : text["terms.cancel_until", Duration(rules.UntilMinutesBefore, text)];
        return content.Payment == PaymentWay.Free ? when : when + text["terms.cancel_points"];
    }

    /// <summary>For whom it is; null: for everybody.</summary>
    public static string? Eligibility(OfferContent content, Text text) => content.Eligibility.Count == 0
        ? null
        : text["eligible.for", string.Join(
            text["comma"], content.Eligibility.Select(one => text["eligible." + WireName.Of(one)]))] + content.EligibilityNote;

    /// <summary>How many one person may have; null: as many as there are.</summary>
    public static string? Limits(TicketLimits limits, Text text)
    {
        string?[] said =
        [
            limits.PerSlot is { } ofSlot ? text["limits.per_slot", ofSlot] : null,
            limits.PerDay is { } onDay ? text["limits.per_day", onDay] : null,
            limits.PerOffer is { } ofOffer ? text["limits.per_offer", ofOffer] : null,
        ];
        return said.All(one => one is null) ? null : string.Join(text["pause"], said.OfType<string>());
    }

    /// <summary>When one is let in, and what becomes of the place of who does not come.</summary>
    public static string Admission(AdmissionRules rules, Text text) => text[
        rules.OnMiss == OnMiss.Release ? "admit.release" : "admit.keep",
        Duration(rules.FromMinutesBefore, text),
        Duration(rules.UntilMinutesAfterStart, text)];

    /// <summary>What comes of not coming, for who books what is free.</summary>
    public static string Missed(SupplyingRules rules, Text text) =>
        text["missed.rule", rules.MissedWithinDays, rules.MissedLimit, rules.BlockedDays];

    /// <summary>How often this member did not come, and what came of it.</summary>
    public static string Missed(MissedBookings missed, DateTimeOffset now, Text text) => missed.BlockedUntil is { } until
        ? text["missed.blocked", text.Soon(until, now)]
        : text["missed.count", missed.Lately.Count];

    public static string Duration(int minutes, Text text) => minutes switch
    {
        >= 2 * Day => text["time.days", minutes / Day],
        >= 2 * Hour => text["time.hours", minutes / Hour],
        Hour => text["time.hour"],
        _ => text["time.minutes", minutes],
    };

    private static string Ladder(CancellationRules rules, Text text) =>
        string.Join(text["pause"], rules.Tiers.Select(tier => tier.FeePercent == 0
            ? text["cancel.tier_free", Duration(tier.FromMinutesBefore, text)]
            : text["cancel.tier", Duration(tier.FromMinutesBefore, text), tier.FeePercent])) + text["stop"];
}
