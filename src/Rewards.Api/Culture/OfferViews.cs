using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Paying;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ordering;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>Shows offers, in the caller's language and with what they cost the member who looks.</summary>
internal sealed class OfferViews(
    ReferenceData reference, OnlinePayments payments, Clock clock, IHttpContextAccessor request, PictureViews pictures)
{
    private const int MostToldExactly = 20;

    /// <summary>Asked at once: what is shown by the writer is shown on another thread, without a request.</summary>
    private readonly bool isInChinese = ProblemReader.PrefersChinese(request.HttpContext!.Request) ?? false;

    /// <summary>Left exactly up to 20: more is no news, and changes with every order.</summary>
    public static (int? Left, bool Many) Tell(int left) =>
        left > MostToldExactly ? (null, true) : (Math.Max(0, left), false);

    /// <param name="offer">What is shown.</param>
    /// <param name="slots">Those that are not over, the soonest first.</param>
    /// <param name="spendable">The member's points; null: nobody is signed in.</param>
    public OfferResponse Show(CataloguedOffer offer, IEnumerable<SlotSummary> slots, Points? spendable)
    {
        var now = clock.GetUtcNow();
        var standing = StandingOf(offer, slots, now);
        var price = standing.Next is { PriceFen: { } own } ? new Fen(own) : offer.Content.Price;
        return Fill(new OfferParts(offer.Row, offer.Merchant, offer.Venue, offer.Pictures), (offer.Row.LiveVersion!.Value, offer.Content)) with
        {
            State = standing.State,
            NextSlot = standing.Next is { } next ? Show(next, offer.Content, now) : null,
            SavesFen = spendable is { } points ? QuoteOf(offer, price, points)?.DiscountFen ?? 0 : null,
            Quote = spendable is { } has ? QuoteOf(offer, price, has) : null,
        };
    }

    public OfferMissed Show(MissedBookings missed)
    {
        var rules = reference.Programme.Supplying;
        return new OfferMissed(
            missed.Lately.Count, rules.MissedLimit, rules.MissedWithinDays, rules.BlockedDays, missed.BlockedUntil);
    }

    /// <summary>How it stands for those who may see it, and its next slot.</summary>
    public (OfferState State, SlotSummary? Next) StandingOf(
        CataloguedOffer offer, IEnumerable<SlotSummary> slots, DateTimeOffset now)
    {
        if (offer.Row.Kind == OfferKind.Goods)
        {
            return (OfferState.Live, null);
        }

        // Asked one by one: nearly always the first one is open.
        var coming = slots.Where(slot => slot.Times.EndsAt > now);
        if (coming.FirstOrDefault(slot => StateOf(slot) == SlotState.Open) is { } open)
        {
            return (offer.Content.Booking.Mode == BookingMode.Required ? OfferState.Bookable : OfferState.Live, open);
        }

        var states = coming.Select(StateOf).ToHashSet();
        var isSoldOut = states.Contains(SlotState.Full) && !states.Contains(SlotState.NotOpen);
        return states.Count == 0 ? (OfferState.Over, null)
            : (isSoldOut ? OfferState.SoldOut : OfferState.Live, coming.First());

        SlotState StateOf(SlotSummary slot) => slot.Times.StateAt(now, offer.Content, reference.Programme.Calendar);
    }

    /// <summary>All that does not depend on slots or on who looks.</summary>
    public OfferResponse Fill(OfferParts parts, (int Number, OfferContent Content) version)
    {
        var content = version.Content;
        return new OfferResponse
        {
            Id = parts.Row.Id,
            Merchant = Show(parts.Merchant),
            Venue = Show(parts.Venue),
            Kind = parts.Row.Kind,
            Supply = parts.Row.Supply,
            Category = parts.Merchant.Category,
            Version = version.Number,
            State = OfferState.Live,
            Sample = parts.Row.IsSample,
            Title = content.Title,
            Summary = content.Summary,
            Text = content.Text,
            PictureIds = content.PictureIds,
            Pictures = Show(parts.Pictures),
            PriceFen = content.Price.Value,
            Unit = content.Unit,
            Admits = content.Admits,
            Payment = content.Payment,
            Eligibility = content.Eligibility,
            EligibilityNote = content.EligibilityNote,
            Limits = LimitsTerms.From(content.Limits),
            Booking = BookingTerms.From(content.Booking),
            Admission = AdmissionTerms.From(content.Admission),
            Cancellation = CancellationTerms.From(content.Cancellation),
            PickupDays = content.PickupDays,
            Tags = content.Tags,
            NextSlot = null,
            SavesFen = null,
            Quote = null,
        };
    }

    public OfferMerchant Show(MerchantRow merchant) => new(merchant.Id, Named(merchant.NameZh, merchant.NameEn));

    public IReadOnlyList<PictureResponse> Show(IReadOnlyList<PictureRow> shown) => [.. shown.Select(pictures.Show)];

    public OfferVenue? Show(VenueRow? venue) => venue is null
        ? null
        : new OfferVenue(venue.Id, Named(venue.NameZh, venue.NameEn), venue.District, venue.Address);

    public NextSlot Show(SlotSummary slot, OfferContent content, DateTimeOffset now)
    {
        var (left, many) = Tell(slot.Times.LeftAt(now, content.Admission));
        return new NextSlot(
            slot.SlotId,
            slot.Times.StartsAt,
            slot.Times.EndsAt,
            slot.Times.StateAt(now, content, reference.Programme.Calendar),
            left,
            many);
    }

    /// <summary>Null: it is free.</summary>
    private OfferQuote? QuoteOf(CataloguedOffer offer, Fen price, Points spendable)
    {
        if (price == Fen.Zero)
        {
            return null;
        }

        var programme = reference.Programme;
        var one = Purchase.Of([new PurchaseLine(offer.Content.Title, 1, price)]).Value;
        var wanted = new QuoteRequest(offer.Merchant.Category, one, Requested: null);
        var quote = Quote.Decide(
            wanted, spendable, programme.Rate, payments.CeilingsOn(wanted, offer.Content.Payment, spendable, programme)).Value;
        return new OfferQuote(
            quote.Points.Value, quote.Discount.Value, quote.Cash.Value, [.. quote.Limits.Select(LimitResponse.From)]);
    }

    private string Named(string chinese, string english) => isInChinese ? chinese : english;
}

/// <summary>An offer with what it belongs to.</summary>
/// <param name="Row">The offer.</param>
/// <param name="Merchant">Whose it is.</param>
/// <param name="Venue">Where it is; null: not said.</param>
/// <param name="Pictures">The version's, the cover first.</param>
internal sealed record OfferParts(
    OfferRow Row, MerchantRow Merchant, VenueRow? Venue, IReadOnlyList<PictureRow> Pictures);
