using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Culture.Picturing;

/// <summary>
/// Gives pictures to anybody, from our own address: their names say what they hold, so that browsers keep them for ever.
/// </summary>
internal static class ShowingPictures
{
    private const string MediaType = "image/webp";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapMethods("/pictures/{file}", [HttpMethods.Get, HttpMethods.Head], SendAsync)
        .AllowAnonymous()
        .ExcludeFromDescription();

    private static async Task<Results<FileContentHttpResult, NotFound>> SendAsync(
        string file, HttpContext context, RewardsDb db, PictureFiles files, CancellationToken cancellationToken)
    {
        if (PictureViews.NameIn(file) is not { } name
            || await files.FindAsync(db, name, cancellationToken) is not { } bytes)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.File(bytes, MediaType, entityTag: new EntityTagHeaderValue($"\"{name}\""));
    }
}
