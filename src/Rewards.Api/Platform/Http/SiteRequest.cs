namespace Rewards.Api.Platform.Http;

/// <summary>Tells requests of members' browsers from those of programs.</summary>
internal static class SiteRequest
{
    private static readonly string[] NotSite = ["/v1", "/health", "/openapi", "/swagger", "/sandbox"];

    /// <summary>Whether the path belongs to the members' site.</summary>
    public static bool IsSite(HttpRequest request)
    {
        foreach (var prefix in NotSite)
        {
            if (IsUnder(request, prefix))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether staff stand at the door there, and scan.</summary>
    public static bool IsDoor(HttpRequest request) => IsUnder(request, "/door");

    public static bool IsHealth(HttpRequest request) => IsUnder(request, "/health");

    public static bool IsSwagger(HttpRequest request) => IsUnder(request, "/swagger");

    public static bool IsSandbox(HttpRequest request) => IsUnder(request, "/sandbox");

    /// <summary>Whether a person looks at the answer: then also an error is a page.</summary>
    public static bool WantsPage(HttpRequest request) =>
        IsSite(request) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static bool IsUnder(HttpRequest request, string prefix) =>
        request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase);
}
