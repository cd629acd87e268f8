using Microsoft.AspNetCore.Mvc;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;

namespace Rewards.Api.Culture.Supplying;

/// <summary>Merchants put up their offers; operators do it for those who can't.</summary>
internal static class SupplyingEndpoints
{
    private const string Tag = "Putting up offers";

    public static void AddSupplying(this IServiceCollection services)
    {
        services.AddScoped<OfferEdits>();
        services.AddScoped<SlotEdits>();
        services.AddScoped<TemplateEdits>();
    }

    public static void MapSupplying(this IEndpointRouteBuilder routes)
    {
        var merchant = routes.MapMerchantGroup("/v1/merchant", Tag).RequireRateLimiting(RateLimits.Merchant);
        Map(merchant, name => name, endpoint => endpoint.RequireScope(Scopes.Offers));
        var forMerchant = routes.MapOperatorGroup($"/v1/operator/merchants/{{{Supplier.RouteName}}}", Tag);
        Map(forMerchant, name => name + "ForMerchant", endpoint => endpoint.RequireRole(Policies.OperatorActs)
            .AddEndpointFilter(Supplier.Require)
            .ProducesProblems("not_found"));
    }

    /// <param name="group">Under whose path.</param>
    /// <param name="named">An operation's name there.</param>
    /// <param name="guard">Who may change something.</param>
    private static void Map(
        RouteGroupBuilder group, Func<string, string> named, Func<RouteHandlerBuilder, RouteHandlerBuilder> guard)
    {
        MapOffers(group, named, guard);
        MapActs(group, named, guard);
        MakingSlotsEndpoints.Map(group, named, guard);
    }

    private static void MapOffers(
        RouteGroupBuilder group, Func<string, string> named, Func<RouteHandlerBuilder, RouteHandlerBuilder> guard)
    {
        guard(group.MapPost("/offers", CreateAsync)
            .WithName(named("createOffer"))
            .WithSummary("Put up an offer: a draft with its first version")
            .WithDescription("Members see it when it was submitted and an operator has approved it.")
            .WithExample(OfferExamples.Court)
            .Produces<OwnOfferResponse>(StatusCodes.Status201Created)
            .RequireIdempotencyKey()
            .ProducesProblems("validation_failed"));
        guard(group.MapPut("/offers/{id}", ReplaceAsync)
            .WithName(named("replaceOffer"))
            .WithSummary("Give an offer another content: a new version")
            .WithDescription(
                "`If-Match` names the newest version, which reading the offer gives as `ETag`. Where title, text, pictures, "
                + "eligibility and payment stay, and the price does not rise much or fall to 0, the version is live at "
                + "once; else it is a draft to be submitted, and what was approved stays live.")
            .WithExample(OfferExamples.Version)
            .Produces<OwnOfferResponse>()
            .ProducesProblems("validation_failed", "not_found", "offer_state", "version_conflict", "version_missing"));
        guard(group.MapPatch("/offers/{id}", RestockAsync)
            .WithName(named("restockOffer"))
            .WithSummary("Change how many there are of goods")
            .WithDescription("Not below what is taken.")
            .WithExample(new OfferChangeBody(40))
            .Produces<OwnOfferResponse>()
            .ProducesProblems("validation_failed", "not_found", "capacity_below_taken"));
    }

    private static void MapActs(
        RouteGroupBuilder group, Func<string, string> named, Func<RouteHandlerBuilder, RouteHandlerBuilder> guard)
    {
        Act("submit", "Submit the newest version: an operator looks at it", SubmitAsync);
        Act("pause", "Hide an offer for a while: what was ordered stays", PauseAsync);
        Act("resume", "Show a paused offer again", ResumeAsync);
        Act("close", "End an offer for ever: what was ordered stays", CloseAsync);

        void Act(string verb, string summary, Delegate handler) =>
            guard(group.MapPost("/offers/{id}/" + verb, handler)
                .WithName(named(verb + "Offer"))
                .WithSummary(summary)
                .WithDescription("Doing it again changes nothing. An empty body is `{}`.")
                .WithExample(new { })
                .Produces<OwnOfferResponse>()
                .RequireIdempotencyKey()
                .ProducesProblems("not_found", "offer_state"));
    }

    private static Task<StoredAnswer> CreateAsync(
        NewOfferBody body,
        Supplier supplier,
        HttpContext context,
        KeyedRequest request,
        OfferEdits edits,
        CatalogueEditor editor) =>
        editor.EditAsync(context, request, (db, now) => edits.Create(db, now, body, OfferAct.By(supplier, context)));

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    /// <param name="ifMatch" example="&quot;1&quot;">The newest version's number, in quotes.</param>
    private static async Task<StoredAnswer> ReplaceAsync(
        string id,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        OfferVersionBody body,
        Supplier supplier,
        HttpContext context,
        OfferEdits edits,
        CatalogueEditor editor)
    {
        var wanted = (id, VersionTag.Read(ifMatch), body);
        return await editor.EditAsync(
            context, null, (db, now) => edits.Replace(db, now, wanted, OfferAct.By(supplier, context)));
    }

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    private static Task<StoredAnswer> RestockAsync(
        string id,
        OfferChangeBody body,
        Supplier supplier,
        HttpContext context,
        OfferEdits edits,
        CatalogueEditor editor) =>
        editor.EditAsync(context, null, (db, now) => edits.Restock(db, now, (id, body), OfferAct.By(supplier, context)));

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    private static Task<StoredAnswer> SubmitAsync(
        string id, EmptyBody? body, [AsParameters] OfferAct act)
    {
        _ = body;
        return act.Editor.EditAsync(act.Context, act.Request, (db, now) => act.Edits.Submit(db, now, id, act.Editing));
    }

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    private static Task<StoredAnswer> PauseAsync(
        string id, EmptyBody? body, [AsParameters] OfferAct act)
    {
        _ = body;
        return act.Editor.EditAsync(act.Context, act.Request, (db, now) => act.Edits.Pause(db, now, id, act.Editing));
    }

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    private static Task<StoredAnswer> ResumeAsync(
        string id, EmptyBody? body, [AsParameters] OfferAct act)
    {
        _ = body;
        return act.Editor.EditAsync(act.Context, act.Request, (db, now) => act.Edits.Resume(db, now, id, act.Editing));
    }

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    private static Task<StoredAnswer> CloseAsync(
        string id, EmptyBody? body, [AsParameters] OfferAct act)
    {
        _ = body;
        return act.Editor.EditAsync(act.Context, act.Request, (db, now) => act.Edits.Close(db, now, id, act.Editing));
    }
}

/// <summary>What all acts on an offer need.</summary>
internal sealed record OfferAct(
    Supplier Supplier, HttpContext Context, KeyedRequest Request, OfferEdits Edits, CatalogueEditor Editor)
    : ISupplied
{
    internal OfferEditing Editing => By(Supplier, Context);

    public static OfferEditing By(Supplier supplier, HttpContext context) =>
        new(supplier, context.User.Actor(), ProblemReader.Of(context));
}
