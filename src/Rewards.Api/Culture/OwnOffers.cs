using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture;

/// <summary>What became of the newest version.</summary>
/// <param name="State" example="submitted">How it stands.</param>
/// <param name="SubmittedAt">When it was submitted (UTC); null: it was not.</param>
/// <param name="DecidedAt">When it was decided about (UTC); null: it was not.</param>
/// <param name="DecidedBy">Who decided; <c>system</c>: nothing guarded had changed. Null: nobody yet.</param>
/// <param name="ReasonCode">Why it was rejected; null otherwise.</param>
/// <param name="Note">What whoever rejected it wrote; null otherwise.</param>
public sealed record OfferReview(
    OfferVersionState State,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset? DecidedAt,
    string? DecidedBy,
    OfferRejection? ReasonCode,
    string? Note);

/// <summary>An offer as its merchant and operators see it: with the content of its newest version.</summary>
public sealed record OwnOfferResponse : OfferResponse
{
    [SetsRequiredMembers]
    internal OwnOfferResponse(OfferResponse offer, OfferReview review)
        : base(offer) => Review = review;

    /// <summary>The version that members see; null: none yet.</summary>
    /// <example>1</example>
    [JsonPropertyOrder(1)]
    public required int? LiveVersion { get; init; }

    /// <summary>What became of the newest version.</summary>
    [JsonPropertyOrder(1)]
    public OfferReview Review { get; init; }

    /// <summary>Shown to nobody before (UTC); null: as soon as it is approved.</summary>
    [JsonPropertyOrder(1)]
    public required DateTimeOffset? PublishAt { get; init; }

    /// <summary>How many there are, for goods; null for what takes place.</summary>
    [JsonPropertyOrder(1)]
    public required long? Stock { get; init; }

    /// <summary>When it was made (UTC).</summary>
    [JsonPropertyOrder(1)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Why it was closed; null otherwise, or nobody said.</summary>
    [JsonPropertyOrder(1)]
    public required string? ClosedReason { get; init; }

    /// <summary>Which fields say something else than the version that members see; null: they see none yet.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<string>? Changed { get; init; }

    /// <summary>The pictures of the version that members see, for comparing; null: they see none yet.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<PictureResponse>? LivePictures { get; init; }
}

/// <summary>Reads offers for those whose they are and for operators.</summary>
internal sealed class OwnOffers(
    OfferViews views, ReferenceData reference, SlotSummaries slots, KnownPictures pictures, Clock clock)
{
    /// <summary>In their order, with the slots as lists know them.</summary>
    public async Task<IReadOnlyList<OwnOfferResponse>> ShowAsync(RewardsDb db, IReadOnlyList<OfferRow> rows)
    {
        var summaries = await slots.AllAsync();
        var ids = rows.Select(row => row.Id).ToList();

        // By the numbers in the rows: an offer may have a newer version by now.
        var numbers = rows.SelectMany(row => new[] { row.NewestVersion, row.LiveVersion ?? row.NewestVersion }).Distinct().ToList();
        var versions = db.OfferVersions
            .Where(version => ids.Contains(version.OfferId) && numbers.Contains(version.N))
            .ToDictionary(version => (version.OfferId, version.N));
        pictures.Meet(db, versions.Values.Select(version => SupplyJson.ReadContent(version.Content)));
        var venues = db.Venues.ToDictionary(venue => venue.Id);
        var stocks = db.Stocks.Where(stock => ids.Contains(stock.Key)).ToDictionary(stock => stock.Key, stock => stock.Most);
        return
        [
            .. rows.Select(row => Show(
                db,
                (row, versions[(row.Id, row.NewestVersion)], row.LiveVersion is { } live ? versions[(row.Id, live)] : null),
                (venues.GetValueOrDefault(row.VenueId ?? ""), stocks.TryGetValue(row.Id, out var stock) ? stock : null),
                summaries[row.Id])),
        ];
    }

    /// <summary>One offer after an edit, whose newest version and stock are at hand.</summary>
    public OwnOfferResponse Show(
        RewardsDb db, OfferRow row, OfferVersionRow newest, (VenueRow? Venue, long? Stock) beside) =>
        Show(
            db,
            (row, newest, LiveOf(db, row, newest)),
            beside,
            [.. SlotSummaries.Coming(db, row.Id, clock.GetUtcNow()).AsEnumerable().Select(SlotSummary.Of)]);

    /// <summary>The newest may be live by now, and not be written yet.</summary>
    private static OfferVersionRow? LiveOf(RewardsDb db, OfferRow row, OfferVersionRow newest) =>
        row.LiveVersion is not { } live ? null
        : live == newest.N ? newest
        : db.OfferVersions.Single(version => version.OfferId == row.Id && version.N == live);

    private OwnOfferResponse Show(
        RewardsDb db,
        (OfferRow Row, OfferVersionRow Newest, OfferVersionRow? Live) offer,
        (VenueRow? Venue, long? Stock) beside,
        IEnumerable<SlotSummary> coming)
    {
        var (row, newest, _) = offer;
        var (now, merchant) = (clock.GetUtcNow(), reference.Current.Merchants[row.MerchantId]);
        var content = SupplyJson.ReadContent(newest.Content);
        var live = offer.Live is null ? null : SupplyJson.ReadContent(offer.Live.Content);
        var shown = views.Fill(
            new OfferParts(row, merchant, beside.Venue, pictures.Of(db, content)), (newest.N, content));
        var known = CataloguedOffer.Of(row, content, merchant, beside.Venue);
        var (state, next) = views.StandingOf(known, coming, now);
        var review = new OfferReview(
            newest.State, newest.SubmittedAt, newest.DecidedAt, newest.DecidedBy, newest.ReasonCode, newest.Note);
        return new OwnOfferResponse(shown, review)
        {
            State = StateOf(row, newest, now) ?? state,
            NextSlot = next is null ? null : views.Show(next, content, now),
            LiveVersion = row.LiveVersion,
            PublishAt = row.PublishAt,
            Stock = beside.Stock,
            CreatedAt = row.CreatedAt,
            ClosedReason = row.ClosedReason,
            Changed = live is null ? null : OfferVersions.DifferencesBetween(live, content),
            LivePictures = live is null ? null : views.Show(pictures.Of(db, live)),
        };
    }

    /// <summary>Null: members see it, and how it stands is a question of its slots.</summary>
    private static OfferState? StateOf(OfferRow row, OfferVersionRow newest, DateTimeOffset now) =>
        row.ClosedAt is not null ? OfferState.Closed
        : row.LiveVersion is null ? Unseen(newest.State)
        : row.PausedAt is not null ? OfferState.Paused
        : row.PublishAt > now ? OfferState.Upcoming
        : null;

    private static OfferState Unseen(OfferVersionState state) => state switch
    {
        OfferVersionState.Submitted => OfferState.Submitted,
        OfferVersionState.Rejected => OfferState.Rejected,
        OfferVersionState.Draft or OfferVersionState.Approved => OfferState.Draft,
    };
}
