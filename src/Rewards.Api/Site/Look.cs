using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Site;

public enum Language
{
    Chinese = 1,
    English = 2,
}

public enum Theme
{
    /// <summary>As the phone is set.</summary>
    Phone = 1,
    Light = 2,
    Dark = 3,
}

/// <summary>
/// How a member wants the pages to look. Kept in a cookie of the browser: each of their phones its own.
/// </summary>
/// <param name="Chosen">Null: by what the browser says.</param>
/// <param name="Theme">Light, dark, or as the phone is set.</param>
/// <param name="IsCare">WeChat's care mode (关怀模式): larger type.</param>
public sealed record Look(Language? Chosen, Theme Theme, bool IsCare)
{
    private const string Cookie = "rewards-look";
    private const string Care = "care";

    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(365);

    public static Look Of(HttpRequest request) => Read(request.Cookies[SessionCookie.NameFor(request, Cookie)]);

    public static Look Read(string? text)
    {
        var parts = (text ?? "").Split('-');
        return new Look(
            parts.Contains("zh") ? Site.Language.Chinese : parts.Contains("en") ? Site.Language.English : null,
            parts.Select(part => WireName.TryParse<Theme>(part, out var theme) ? theme : 0)
                .FirstOrDefault(theme => theme != 0, Theme.Phone),
            parts.Contains(Care));
    }

    /// <summary>Chinese first; English for who prefers it.</summary>
    public Language Language(HttpRequest request) =>
        Chosen ?? (ProblemReader.PrefersChinese(request) is false ? Site.Language.English : Site.Language.Chinese);

    public void Keep(HttpContext context) => context.Response.Cookies.Append(
        SessionCookie.NameFor(context.Request, Cookie), ToString(), SessionCookie.Options(context.Request, KeepFor));

    public override string ToString() => string.Join('-', new[]
    {
        Chosen switch { Site.Language.Chinese => "zh", Site.Language.English => "en", _ => null },
        WireName.Of(Theme),
        IsCare ? Care : null,
    }.OfType<string>());
}
