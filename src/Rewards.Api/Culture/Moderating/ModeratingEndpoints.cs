using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Moderating;

/// <summary>Which offers are wanted.</summary>
/// <param name="State" example="submitted">The state of the newest version; left out: any.</param>
public sealed record ModerationFilter([property: FromQuery(Name = "state")] string? State);

/// <param name="Version" example="1">The version that was looked at: what came after it is not approved.</param>
public sealed record ApproveOfferBody(
    [property: Range(1, int.MaxValue, ErrorMessage = "must be from 1 to 2147483647")] int Version);

/// <param name="Version" example="1">The version that was looked at.</param>
/// <param name="ReasonCode" example="incomplete">Why.</param>
/// <param name="Note" example="请补充开放时间">What the merchant reads, 1 to 200 characters.</param>
public sealed record RejectOfferBody(
    [property: Range(1, int.MaxValue, ErrorMessage = "must be from 1 to 2147483647")] int Version,
    OfferRejection ReasonCode,
    [property: Text(OfferContent.LongestNote)] string Note);

/// <param name="Reason" example="活动已取消">Why, 1 to 200 characters.</param>
public sealed record CloseOfferBody([property: Text(OfferContent.LongestNote)] string Reason);

/// <summary>Operators look at what merchants put up.</summary>
internal static class ModeratingEndpoints
{
    public static void AddModerating(this IServiceCollection services) => services.AddScoped<OfferDecisions>();

    public static void MapModerating(this IEndpointRouteBuilder routes)
    {
        var offers = routes.MapOperatorGroup("/v1/operator/offers", "Moderating offers");
        offers.MapGet("/", ListAsync)
            .WithName("reviewOffers")
            .WithSummary("List offers, those that wait longest first")
            .WithDescription("With `state=submitted`: what waits to be looked at. With the content of the newest version.")
            .ProducesProblems("validation_failed", "cursor_invalid");
        offers.MapGet("/{id}", GetAsync)
            .WithName("reviewOffer")
            .WithSummary("Read an offer, with the content of its newest version")
            .WithDescription("Of any merchant, whatever its state.")
            .ProducesProblems("not_found");
        offers.MapPost("/{id}/approve", ApproveAsync)
            .WithName("approveOffer")
            .WithSummary("Approve the submitted version: members see it")
            .WithDescription("It names the version that was looked at, so that nothing is approved unseen.")
            .WithExample(new ApproveOfferBody(1))
            .Produces<OwnOfferResponse>()
            .RequireRole(Policies.OperatorActs)
            .RequireIdempotencyKey()
            .ProducesProblems("validation_failed", "not_found", "offer_state");
        offers.MapPost("/{id}/reject", RejectAsync)
            .WithName("rejectOffer")
            .WithSummary("Reject the submitted version, with a reason")
            .WithDescription("What was approved before stays live.")
            .WithExample(new RejectOfferBody(1, OfferRejection.Incomplete, "请补充开放时间"))
            .Produces<OwnOfferResponse>()
            .RequireRole(Policies.OperatorActs)
            .RequireIdempotencyKey()
            .ProducesProblems("validation_failed", "not_found", "offer_state");
        offers.MapPost("/{id}/close", CloseAsync)
            .WithName("closeAnyOffer")
            .WithSummary("End an offer for ever, with a reason")
            .WithDescription("Members do not see it any more; what was ordered stays.")
            .WithExample(new CloseOfferBody("活动已取消"))
            .Produces<OwnOfferResponse>()
            .RequireRole(Policies.OperatorActs)
            .RequireIdempotencyKey()
            .ProducesProblems("validation_failed", "not_found", "offer_state");
    }

    private static async Task<Ok<Page<OwnOfferResponse>>> ListAsync(
        [AsParameters] ModerationFilter filter,
        PageRequest page,
        RewardsDb db,
        OwnOffers offers,
        CancellationToken cancellationToken)
    {
        var all = db.Offers.AsQueryable();
        if (filter.State is { } text)
        {
            var state = StateIn(text);
            all = all.Where(offer => db.OfferVersions.Any(version =>
                version.OfferId == offer.Id && version.N == offer.NewestVersion && version.State == state));
        }

        var rows = await page.OldestFirst(all, offer => offer.Id).ToListAsync(cancellationToken);
        var shown = (await offers.ShowAsync(db, rows)).ToDictionary(offer => offer.Id);
        return TypedResults.Ok(page.Of(rows, row => shown[row.Id], row => row.Id));
    }

    private static OfferVersionState StateIn(string text) =>
        Platform.WireName.TryParse<OfferVersionState>(text, out var state)
            ? state
            : throw BindingException.Invalid("state", "must be one of: draft, submitted, approved, rejected");

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    private static async Task<Results<Ok<OwnOfferResponse>, ProblemResult>> GetAsync(
        string id, RewardsDb db, OwnOffers offers, CancellationToken cancellationToken) =>
        await db.Offers.FirstOrDefaultAsync(offer => offer.Id == id, cancellationToken) is { } row
            ? TypedResults.Ok((await offers.ShowAsync(db, [row]))[0])
            : new ProblemResult(Problem.NotFound);

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    private static Task<StoredAnswer> ApproveAsync(
        string id,
        ApproveOfferBody body,
        HttpContext context,
        KeyedRequest request,
        OfferDecisions decisions,
        CatalogueEditor editor) =>
        editor.EditAsync(context, request, (db, now) => decisions.Approve(db, now, (id, body), By(context)));

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    private static Task<StoredAnswer> RejectAsync(
        string id,
        RejectOfferBody body,
        HttpContext context,
        KeyedRequest request,
        OfferDecisions decisions,
        CatalogueEditor editor) =>
        editor.EditAsync(context, request, (db, now) => decisions.Reject(db, now, (id, body), By(context)));

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    private static Task<StoredAnswer> CloseAsync(
        string id,
        CloseOfferBody body,
        HttpContext context,
        KeyedRequest request,
        OfferDecisions decisions,
        CatalogueEditor editor) =>
        editor.EditAsync(context, request, (db, now) => decisions.Close(db, now, (id, body), By(context)));

    private static (string Actor, ProblemReader Reader) By(HttpContext context) =>
        (context.User.Actor(), ProblemReader.Of(context));
}
