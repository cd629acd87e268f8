using Microsoft.AspNetCore.Html;

namespace Rewards.Api.Site;

/// <summary>
/// Line drawings of 24 by 24, in the colour of the text beside them. They only repeat what that text says.
/// </summary>
public static class Icons
{
    private static readonly Dictionary<string, string> Paths = new()
    {
        ["home"] = "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
        ["discover"] = "M12 3a9 9 0 100 18 9 9 0 000-18zM15.5 8.5l-2 5-5 2 2-5z",
        ["code"] = "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM20 14v2M14 20h2M18 18h2v2h-2z",
        ["orders"] = "M4 6h16v4a2 2 0 000 4v4H4v-4a2 2 0 000-4zM14 6v12",
        ["me"] = "M12 4a4 4 0 100 8 4 4 0 000-8zM4 20c1-4 4-6 8-6s7 2 8 6",
        ["entries"] = "M5 6h14M5 12h14M5 18h9",
        ["gift"] = "M4 9h16v4H4zM6 13v7h12v-7M12 9v11M12 9C9 9 7 8 7 6s4-2 5 3c1-5 5-5 5-3s-2 3-5 3z",
        ["check"] = "M5 12.5l5 5 9-11",
        ["rules"] = "M6 3h9l4 4v14H6zM9 10h7M9 14h7M9 18h4",
        ["notices"] = "M6 16V11a6 6 0 0112 0v5l2 2H4zM10 21h4",
        ["help"] = "M12 3a9 9 0 100 18 9 9 0 000-18zM9.5 9.5a2.5 2.5 0 114 2c-1 .8-1.5 1.3-1.5 2.5M12 17v.2",
        ["clock"] = "M12 3a9 9 0 100 18 9 9 0 000-18zM12 7v5l3 2",
        ["back"] = "M9 14l-5-5 5-5M4 9h10a6 6 0 010 12h-3",
        ["look"] = "M12 4a8 8 0 100 16zM12 4a8 8 0 010 16",
        ["privacy"] = "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4",
        ["book"] = "M5 4h10a3 3 0 013 3v13H8a3 3 0 01-3-3zM5 17a3 3 0 013-3h10",
        ["film"] = "M4 5h16v14H4zM8 5v14M16 5v14M4 9.5h4M4 14.5h4M16 9.5h4M16 14.5h4",
        ["scenic"] = "M3 19l6-11 4 6 2-3 6 8zM16 5.5a1.5 1.5 0 100 3",
        ["public"] = "M4 20h16M5 20V10M19 20V10M3 10l9-6 9 6zM9.5 20v-6M14.5 20v-6",
        ["leisure"] = "M5 9h12v5a6 6 0 01-12 0zM17 10h1a2 2 0 010 5h-1M9 3v2M13 3v2M4 21h14",
    };

    /// <summary>A bowl of celadon, and the point above it.</summary>
    private const string Bowl =
        """
        <rect width="40" height="40" rx="10" fill="#0b7a59"/><path d="M8 17h24c0 7-4 11-8 12.500V32h-8v-2.500C12 28 8 24 8 17z" fill="#fff"/><circle cx="20" cy="11" r="3" fill="#ffce6b"/>
        """;

    /// <summary>As a picture of its own.</summary>
    public const string LogoDrawing =
        $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">{Bowl}</svg>""";

    public static IHtmlContent Logo { get; } = new HtmlString(
        $"""<svg class="brand__logo" viewBox="0 0 40 40" aria-hidden="true">{Bowl}</svg>""");

    public static IHtmlContent Of(string name) => new HtmlString(
        $"<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"{Paths[name]}\"/></svg>");
}
