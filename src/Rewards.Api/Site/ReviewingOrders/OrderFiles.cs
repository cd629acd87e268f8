using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Rewards.Api.Culture.Ordering;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;

namespace Rewards.Api.Site.ReviewingOrders;

/// <summary>What a ticket's page hands on, or asks while it is open.</summary>
internal static class OrderFiles
{
    public static void MapOrderFiles(this IEndpointRouteBuilder routes)
    {
        // What was in the list of orders before it had the catalogue's too.
        routes.MapGet("/redemptions", () => TypedResults.Redirect("/orders", permanent: true))
            .RequireAuthorization(Policies.Site)
            .ExcludeFromDescription();
        routes.MapGet("/orders/{id}.ics", CalendarAsync).RequireAuthorization(Policies.Site).ExcludeFromDescription();
        routes.MapGet("/orders/{id}/standing", StandingAsync).RequireAuthorization(Policies.Site).ExcludeFromDescription();
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> CalendarAsync(
        string id, ClaimsPrincipal caller, OrderReader reader, Clock clock, CancellationToken cancellationToken) =>
        await reader.ShowAsync(caller.Id(), id, cancellationToken) is { } order
        && OrderCalendar.Of(order, clock.GetUtcNow()) is { } entry
            ? TypedResults.File(Encoding.UTF8.GetBytes(entry), OrderCalendar.MediaType + "; charset=utf-8", id + ".ics")
            : TypedResults.NotFound();

    /// <summary>A few bytes, from rows by their keys: asked every few seconds by each ticket that is on a screen.</summary>
    private static async Task<Results<ContentHttpResult, NotFound>> StandingAsync(
        string id, ClaimsPrincipal caller, OrderFinder finder, Clock clock, CancellationToken cancellationToken) =>
        await finder.FindAsync(caller.Id(), id, cancellationToken) is { } found
            ? TypedResults.Text(found.Standing(clock.GetUtcNow()))
            : TypedResults.NotFound();
}
