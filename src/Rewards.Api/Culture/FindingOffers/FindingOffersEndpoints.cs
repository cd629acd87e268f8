using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.FindingOffers;

/// <summary>What the city offers, for everybody; who is signed in also reads what it costs them.</summary>
internal static class FindingOffersEndpoints
{
    public static void AddFindingOffers(this IServiceCollection services) => services.AddScoped<OfferFinder>();

    public static void MapFindingOffers(this IEndpointRouteBuilder routes)
    {
        var offers = routes.MapEverybodyGroup("/v1/offers", "Finding offers").RequireRateLimiting(RateLimits.Offers);
        offers.MapGet("/", FindAsync)
            .WithName("findOffers")
            .WithSummary("Find what the city offers")
            .WithDescription(
                "Without a credential, or with a member's: then each offer says what this member's points save on one. "
                + "A list may be some seconds old; an offer's own page is not.")
            .ProducesProblems("validation_failed", "cursor_invalid");
        offers.MapGet("/{id}", GetAsync)
            .WithName("getOffer")
            .WithSummary("Read an offer")
            .WithDescription("With all its terms, and with what one costs this member.")
            .ProducesProblems("not_found");
        offers.MapGet("/{id}/slots", ListSlotsAsync)
            .WithName("listSlots")
            .WithSummary("List an offer's slots, in order of time")
            .WithDescription("Without a period: all that are not over.")
            .ProducesProblems("not_found", "validation_failed", "cursor_invalid");
    }

    private static async Task<Ok<Page<OfferResponse>>> FindAsync(
        [AsParameters] OfferFilter filter,
        Looker looker,
        PageRequest page,
        OfferFinder finder,
        OfferViews views,
        CurrentAccounts accounts,
        ReferenceData reference,
        CancellationToken cancellationToken)
    {
        var found = await finder.FindAsync(filter.Read(reference.Programme.Calendar), page);
        var spendable = await looker.SpendableAsync(accounts, cancellationToken);
        return TypedResults.Ok(page.Of(found, one => views.Show(one.Offer, one.Slots, spendable), one => one.Key));
    }

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    private static async Task<Results<Ok<OfferResponse>, ProblemResult>> GetAsync(
        string id,
        Looker looker,
        RewardsDb db,
        Catalogue catalogue,
        OfferViews views,
        CurrentAccounts accounts,
        MissedReader missed,
        Clock clock,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (catalogue.FindShown(id, now) is not { } offer)
        {
            return new ProblemResult(Problem.NotFound);
        }

        var slots = await SlotSummaries.Coming(db, id, now).ToListAsync(cancellationToken);
        var spendable = await looker.SpendableAsync(accounts, cancellationToken);
        var shown = views.Show(offer, slots.Select(SlotSummary.Of), spendable);
        return TypedResults.Ok(looker.MemberId is { } memberId && offer.Content.Payment == PaymentWay.Free
            ? shown with { Missed = views.Show(await missed.ReadAsync(memberId, cancellationToken)) }
            : shown);
    }

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    private static async Task<Results<Ok<Page<SlotResponse>>, ProblemResult>> ListSlotsAsync(
        string id,
        [AsParameters] SlotFilter filter,
        Looker looker,
        PageRequest page,
        Catalogue catalogue,
        SlotPages slots,
        SlotViews views,
        Clock clock,
        CancellationToken cancellationToken)
    {
        _ = looker;
        if (catalogue.FindShown(id, clock.GetUtcNow()) is not { } offer)
        {
            return new ProblemResult(Problem.NotFound);
        }

        var rows = await slots.ReadAsync(id, filter, page, cancellationToken);
        return TypedResults.Ok(page.Of(rows, row => views.Show(row, offer.Content, offer.Venue), SlotPages.Position));
    }
}
