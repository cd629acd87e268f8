using Microsoft.Net.Http.Headers;

namespace Rewards.Api.Site;

/// <summary>
/// Pages that say the same to everybody, and nothing of whoever looks: a browser may keep them, as long as it asks
/// whether they still hold, and they travel compressed. All others are kept by nobody.
/// </summary>
internal static class PublicPages
{
    private static readonly string[] Paths = ["i/{code}", "terms", "privacy", "merchants", "rules", "help"];

    /// <summary>In whose language, with whose way home, and how it travels.</summary>
    private static readonly string Differs =
        string.Join(", ", HeaderNames.AcceptLanguage, HeaderNames.Cookie, HeaderNames.AcceptEncoding);

    public static void AddPublicPages(this IServiceCollection services) =>
        services.AddResponseCompression(compression =>
        {
            // The length of a compressed answer tells how much of what a stranger made the browser ask for stands in
            // it a second time (BREACH). These pages repeat a search, and hold no secret that it could be a piece of:
            // no form's token, no points, no name. Pages that hold one stay as they are.
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html"];
        });

    public static void UsePublicPages(this IApplicationBuilder app) => app.UseWhen(Is, pages =>
    {
        pages.UseResponseCompression();
        pages.Use(Keep);
    });

    public static void Mark(EndpointBuilder page, string path)
    {
        if (Paths.Contains(path))
        {
            page.Metadata.Add(new Marker());
        }
    }

    public static bool Is(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Marker>() is not null;

    private static Task Keep(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.CacheControl = "private, no-cache";

        context.Response.Headers.Append(HeaderNames.Vary, Differs);
        return next(context);
    }

    private sealed record Marker;
}
