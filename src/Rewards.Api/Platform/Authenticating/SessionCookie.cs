namespace Rewards.Api.Platform.Authenticating;

/// <summary>
/// The member's session token in a cookie that no script reads. Its name promises the browser that it came over HTTPS,
/// for this host only; over plain HTTP, which only Development serves pages on, a browser would refuse such a name.
/// </summary>
internal static class SessionCookie
{
    private const string Name = "rewards";

    public static string? Read(HttpRequest request) => request.Cookies[NameFor(request)];

    public static void Set(HttpContext context, string token, TimeSpan lifetime) =>
        context.Response.Cookies.Append(NameFor(context.Request), token, Options(context.Request, lifetime));

    public static void Delete(HttpContext context) =>
        context.Response.Cookies.Delete(NameFor(context.Request), Options(context.Request, null));

    /// <summary>
    /// How every cookie of the members' site is set. It ends after a time, not at one: a phone's clock may be wrong.
    /// </summary>
    public static CookieOptions Options(HttpRequest request, TimeSpan? lifetime) => new()
    {
        Path = "/",
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Lax,
        MaxAge = lifetime,
        IsEssential = true,
    };

    /// <summary>The name under which a cookie is kept on this connection.</summary>
    public static string NameFor(HttpRequest request, string name = Name) => request.IsHttps ? "__Host-" + name : name;
}
