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
        ["list"] = "M5 6h14M5 12h14M5 18h9",
        ["code"] = "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM20 14v2M14 20h2M18 18h2v2h-2z",
        ["shop"] = "M5 10v10h14V10M3 10l2-6h14l2 6zM10 20v-5h4v5",
        ["me"] = "M12 4a4 4 0 100 8 4 4 0 000-8zM4 20c1-4 4-6 8-6s7 2 8 6",
        ["gift"] = "M4 9h16v4H4zM6 13v7h12v-7M12 9v11M12 9C9 9 7 8 7 6s4-2 5 3c1-5 5-5 5-3s-2 3-5 3z",
        ["check"] = "M5 12.5l5 5 9-11",
        ["rules"] = "M6 3h9l4 4v14H6zM9 10h7M9 14h7M9 18h4",
    };

    public static IHtmlContent Of(string name) => new HtmlString(
        $"<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"{Paths[name]}\"/></svg>");
}
