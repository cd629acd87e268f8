using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Imaging;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture.Picturing;

/// <summary>Merchants upload pictures for their offers; operators do it for those who can't.</summary>
internal static class PicturingEndpoints
{
    private const string Tag = "Putting up offers";

    public static void AddPicturing(this IServiceCollection services)
    {
        services.AddSingleton<PictureStudio>();
        services.AddSingleton<PictureFiles>();
        services.AddScoped<UploadPicture>();
    }

    public static void MapPicturing(this IEndpointRouteBuilder routes)
    {
        var merchant = routes.MapMerchantGroup("/v1/merchant", Tag).RequireRateLimiting(RateLimits.Merchant);
        Map(merchant, "uploadPicture").RequireScope(Scopes.Offers);
        var forMerchant = routes.MapOperatorGroup($"/v1/operator/merchants/{{{Supplier.RouteName}}}", Tag);
        Map(forMerchant, "uploadPictureForMerchant").RequireRole(Policies.OperatorActs)
            .AddEndpointFilter(Supplier.Require)
            .ProducesProblems("not_found");
        ShowingPictures.Map(routes);
    }

    private static RouteHandlerBuilder Map(RouteGroupBuilder group, string name) => group
        .MapPost("/pictures", UploadAsync)
        .WithName(name)
        .WithSummary("Upload a picture for offers")
        .WithDescription(
            "The body is the file itself: a JPEG, PNG or WebP of at most 2 MB and 20 megapixels that does not move. It is "
            + "turned upright and written anew, in two sizes, without anything else that the file said: place, device, "
            + "time. There is no key: the same file with the same credit is the same picture, and is answered with 200. "
            + "A picture that no offer has used after 30 days is deleted.")
        .WithMetadata(new TakesFile("image/jpeg", "image/png", "image/webp"))
        .Produces<PictureResponse>(StatusCodes.Status201Created)
        .Produces<PictureResponse>()
        .ProducesProblems(
            "malformed_request",
            "validation_failed",
            "picture_too_large",
            "picture_unsupported",
            "picture_animated",
            "picture_too_many_pixels",
            "picture_broken",
            "too_many_pictures");

    /// <param name="credit" example="摄影：李明">Whose it is, to be shown with it, at most 60 characters; left out: nobody's.</param>
    private static async Task<IResult> UploadAsync(
        [OptionalText(PictureRow.LongestCredit)] string? credit,
        Supplier supplier,
        HttpContext context,
        UploadPicture upload,
        CatalogueEditor editor)
    {
        if (!context.GetEndpoint()!.Metadata.GetRequiredMetadata<TakesFile>().Allows(context.Request))
        {
            return new ProblemResult(Problem.Of("picture_unsupported"));
        }

        var file = await RawBody.ReadAsync(context, UploadPicture.MostBytes);
        return file is null
            ? new ProblemResult(Problem.Of("picture_too_large"))
            : await upload.RunAsync(new Upload(supplier.MerchantId, file, credit ?? ""), context, editor);
    }
}
