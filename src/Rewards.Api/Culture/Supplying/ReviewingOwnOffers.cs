using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Culture.Supplying;

/// <summary>What a merchant has put up.</summary>
internal static class ReviewingOwnOffers
{
    private const string Tag = "Putting up offers";

    public static void MapReviewingOwnOffers(this IEndpointRouteBuilder routes)
    {
        var merchant = routes.MapMerchantGroup("/v1/merchant", Tag).RequireRateLimiting(RateLimits.Merchant);
        Map(merchant, name => name, endpoint => endpoint.RequireScope(Scopes.Offers));
        var forMerchant = routes.MapOperatorGroup($"/v1/operator/merchants/{{{Supplier.RouteName}}}", Tag);
        Map(forMerchant, name => name + "OfMerchant", endpoint => endpoint.AddEndpointFilter(Supplier.Require)
            .ProducesProblems("not_found"));
    }

    private static void Map(
        RouteGroupBuilder group, Func<string, string> named, Func<RouteHandlerBuilder, RouteHandlerBuilder> guard)
    {
        guard(group.MapGet("/offers", ListAsync)
            .WithName(named("listOwnOffers"))
            .WithSummary("List the merchant's offers, newest first")
            .WithDescription("With the content of their newest version, and what became of it.")
            .ProducesProblems("validation_failed", "cursor_invalid"));
        guard(group.MapGet("/offers/{id}", GetAsync)
            .WithName(named("getOwnOffer"))
            .WithSummary("Read an offer of the merchant's")
            .WithDescription("Its `ETag` is the newest version's number, which a new version has to name.")
            .ProducesProblems("not_found"));
        guard(group.MapGet("/offers/{id}/slots", ListSlotsAsync)
            .WithName(named("listOwnSlots"))
            .WithSummary("List an offer's slots with exact numbers, in order of time")
            .WithDescription("Those of the period, cancelled ones and those that are over too; without one, all to come.")
            .ProducesProblems("not_found", "validation_failed", "cursor_invalid"));
    }

    private static async Task<Ok<Page<OwnOfferResponse>>> ListAsync(
        Supplier supplier, PageRequest page, RewardsDb db, OwnOffers offers, CancellationToken cancellationToken)
    {
        var all = db.Offers.Where(offer => offer.MerchantId == supplier.MerchantId);
        var rows = await page.NewestFirst(all, offer => offer.Id).ToListAsync(cancellationToken);
        var shown = (await offers.ShowAsync(db, rows)).ToDictionary(offer => offer.Id);
        return TypedResults.Ok(page.Of(rows, row => shown[row.Id], row => row.Id));
    }

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    private static async Task<Results<Ok<OwnOfferResponse>, ProblemResult>> GetAsync(
        string id,
        Supplier supplier,
        HttpContext context,
        RewardsDb db,
        OwnOffers offers,
        CancellationToken cancellationToken)
    {
        var row = await db.Offers.FirstOrDefaultAsync(
            offer => offer.Id == id && offer.MerchantId == supplier.MerchantId, cancellationToken);
        if (row is null)
        {
            return new ProblemResult(Problem.NotFound);
        }

        context.Response.Headers.ETag = VersionTag.Of(row.NewestVersion);
        return TypedResults.Ok((await offers.ShowAsync(db, [row]))[0]);
    }

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    private static async Task<Results<Ok<Page<OwnSlotResponse>>, ProblemResult>> ListSlotsAsync(
        string id,
        [AsParameters] SlotFilter filter,
        Supplier supplier,
        PageRequest page,
        RewardsDb db,
        SlotPages slots,
        SlotViews views,
        CancellationToken cancellationToken)
    {
        var offer = await db.Offers.FirstOrDefaultAsync(
            one => one.Id == id && one.MerchantId == supplier.MerchantId, cancellationToken);
        if (offer is null)
        {
            return new ProblemResult(Problem.NotFound);
        }

        var of = SlotOffer.Of(db, offer);
        var rows = await slots.ReadAsync(id, filter, page, cancellationToken);
        return TypedResults.Ok(page.Of(rows, row => views.ShowOwn(row, of.Content, of.Venue), SlotPages.Position));
    }
}
