namespace Rewards.Domain.Supplying;

/// <summary>Who stands behind an offer. Persisted by its snake_case name: never renamed.</summary>
public enum Supply
{
    /// <summary>A public body's venue or service, usually free.</summary>
    Public = 1,

    /// <summary>A merchant's.</summary>
    Market = 2,
}

/// <summary>Persisted by its snake_case name: never renamed.</summary>
public enum OfferKind
{
    /// <summary>Something to fetch, without a time: it has stock.</summary>
    Goods = 1,

    /// <summary>Something that takes place: it has slots.</summary>
    Slot = 2,
}

/// <summary>Where the cash part is paid. Persisted by its snake_case name: never renamed.</summary>
public enum PaymentWay
{
    /// <summary>Nothing is paid: the price is 0.</summary>
    Free = 1,

    /// <summary>When it is ordered.</summary>
    Online = 2,

    /// <summary>At the door or counter.</summary>
    AtVenue = 3,
}

/// <summary>
/// A class of people whom an offer is for: declared by the member, looked at by staff, never stored with a document.
/// Persisted by its snake_case name: never renamed.
/// </summary>
public enum Eligibility
{
    Soldier = 1,
    Senior = 2,
    Student = 3,
    Resident = 4,
    Minor = 5,
    Disabled = 6,
}

/// <summary>What an offer promises. Never changes: another content is another version.</summary>
public sealed record OfferContent
{
    /// <summary>In characters as people count them.</summary>
    public const int LongestTitle = 60;
    public const int LongestSummary = 120;
    public const int LongestText = 4000;
    public const int LongestNote = 200;
    public const int LongestUnit = 10;
    public const int LongestTag = 20;
    public const int MostTags = 5;
    public const int MostPictures = 5;

    /// <summary>People on one ticket.</summary>
    public const int MostAdmitted = 10;
    public const int MostPickupDays = 365;

    public required string Title { get; init; }

    public string Summary { get; init; } = "";

    /// <summary>May have lines.</summary>
    public string Text { get; init; } = "";

    /// <summary>Ids, the cover first.</summary>
    public IReadOnlyList<string> PictureIds { get; init; } = [];

    /// <summary>Of one ticket.</summary>
    public required Fen Price { get; init; }

    /// <summary>What one ticket is counted in: 本, 张, 小时.</summary>
    public required string Unit { get; init; }

    /// <summary>People per ticket, 1 to <see cref="MostAdmitted"/>.</summary>
    public int Admits { get; init; } = 1;

    public required PaymentWay Payment { get; init; }

    /// <summary>Empty: it is for everybody.</summary>
    public IReadOnlyList<Eligibility> Eligibility { get; init; } = [];

    public string EligibilityNote { get; init; } = "";

    public TicketLimits Limits { get; init; } = TicketLimits.Usual;

    public BookingRules Booking { get; init; } = BookingRules.Usual;

    public AdmissionRules Admission { get; init; } = AdmissionRules.Usual;

    public required CancellationRules Cancellation { get; init; }

    /// <summary>How many days goods wait to be fetched.</summary>
    public int PickupDays { get; init; } = 30;

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What contradicts itself: each by the field's name in JSON, with what is expected.</summary>
    public IEnumerable<(string Field, string Reason)> FaultsIn(OfferKind kind)
    {
        if ((Payment == PaymentWay.Free) != (Price == Fen.Zero))
        {
            yield return ("payment", "must be free exactly where price_fen is 0");
        }

        if (Booking.Mode == BookingMode.WalkIn && (kind == OfferKind.Goods || Payment == PaymentWay.Online))
        {
            yield return ("booking.mode", "must be required for goods and for what is paid online");
        }

        if (!Cancellation.IsLadder)
        {
            yield return (
                "cancellation.tiers",
                "must fall in from_minutes_before, and reach down to until_minutes_before");
        }

        if (Eligibility.Distinct().Count() != Eligibility.Count)
        {
            yield return ("eligibility", "must name each class once");
        }
    }

    /// <summary>
    /// Whether somebody has to look before members see it, because what was approved says something else.
    /// </summary>
    /// <param name="approved">What is live.</param>
    /// <param name="priceRisePercent">How far the price may rise without a look, in percent.</param>
    public bool NeedsReviewAfter(OfferContent approved, int priceRisePercent) =>
        PromisesOtherThan(approved)
        || (Price == Fen.Zero && approved.Price > Fen.Zero)
        || checked(Price.Value * 100) > checked(approved.Price.Value * (100 + priceRisePercent));

    private bool PromisesOtherThan(OfferContent approved) =>
        Title != approved.Title
        || Text != approved.Text
        || !PictureIds.SequenceEqual(approved.PictureIds)
        || !Eligibility.Order().SequenceEqual(approved.Eligibility.Order())
        || Payment != approved.Payment;
}
