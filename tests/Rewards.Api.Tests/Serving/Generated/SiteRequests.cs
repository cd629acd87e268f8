using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>
/// Requests for whatever has a route and is no call of the API: pages, forms, what their scripts ask for.
/// </summary>
internal sealed partial class SiteRequests(RewardsApp app, Known known)
{
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>Described elsewhere, or not the service's own.</summary>
    private static readonly string[] Others = ["v1/", "openapi/", "swagger", "sandbox"];

    private static readonly string[] Names =
        ["accepted", "language", "theme", "care", "return", "invite", "__RequestVerificationToken"];

    private static readonly string[] Choices = ["true", "false", "zh", "en", "dark", "light", "phone"];

    private readonly List<Visitor> visitors = [];

    private readonly IReadOnlyList<RouteEndpoint> routes = [.. app.Services.GetRequiredService<EndpointDataSource>()
        .Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => !Others.Any(other =>
            endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith(other, StringComparison.Ordinal)))
        .DistinctBy(endpoint => endpoint.RoutePattern.RawText)
        .OrderBy(endpoint => endpoint.RoutePattern.RawText, StringComparer.Ordinal)];

    /// <summary>Somebody's browser: who is signed in has a session, and everybody a token for forms.</summary>
    private sealed record Visitor(string Cookies, string Token);

    /// <summary>Lets some members, and somebody who is none, open a page that has a form.</summary>
    public async Task WelcomeAsync(Sender sender, IEnumerable<string> sessions)
    {
        visitors.Clear();
        foreach (var cookie in sessions.Select(session => "rewards=" + session).Append(""))
        {
            var request = new GeneratedRequest(0, "GET /look") { Method = HttpMethod.Get, Target = "/look" };
            request.SetHeader("Cookie", cookie);
            request.SetHeader("Accept", "text/html");
            var page = await sender.SendAsync(request);
            var token = Token.Match(page.Body).Groups[1].Value;
            var antiforgery = page.Header("Set-Cookie")?.Split(';')[0];
            string?[] cookies = [cookie, antiforgery];
            visitors.Add(new Visitor(string.Join("; ", cookies.Where(one => !string.IsNullOrEmpty(one))), token));
        }
    }

    public GeneratedRequest Make(int number, Random random)
    {
        var route = random.Pick(routes);
        var visitor = random.Pick(visitors);
        var isForm = route.Metadata.GetMetadata<PageActionDescriptor>() is not null && random.OneIn(3);
        var (path, values) = PathOf(route, random);
        var request = new GeneratedRequest(number, "route " + route.RoutePattern.RawText)
        {
            Method = isForm ? HttpMethod.Post : HttpMethod.Get,
            Target = path,
            PathValues = values,
        };
        request.SetHeader("Cookie", visitor.Cookies);
        request.SetHeader("Accept", random.OneIn(4) ? "*/*" : "text/html");
        if (isForm)
        {
            Fill(request, visitor, random);
        }

        return request;
    }

    private static void Fill(GeneratedRequest request, Visitor visitor, Random random)
    {
        IEnumerable<string> fields =
        [
            "__RequestVerificationToken=" + Uri.EscapeDataString(visitor.Token),
            .. Enumerable.Range(0, random.Next(4)).Select(_ =>
                $"{random.Pick(Names)}={(random.OneIn(4) ? random.Pick(Junk.Encoded) : random.Pick(Choices))}"),
        ];
        request.ContentType = Form;
        request.SetBody(string.Join('&', random.OneIn(6) ? fields.Skip(1) : fields));

        // A page without a form takes none.
        request.Excused.Add(405);
    }

    private (string Path, IReadOnlyList<string> Values) PathOf(RouteEndpoint route, Random random)
    {
        var values = new List<string>();
        var path = Parameter.Replace("/" + route.RoutePattern.RawText!.TrimStart('/'), match =>
        {
            values.Add(ValueOf(match.Groups[1].Value, random));
            return Uri.EscapeDataString(values[^1]);
        });
        return (path, values);
    }

    private string ValueOf(string name, Random random) => name switch
    {
        "seq" => $"{random.Next(8)}",
        "code" => known.Find("invite_code", random)?.Id ?? "NOTHING1",
        _ => known.Find("redemptions", random)?.Id ?? "nothing",
    };

    [GeneratedRegex(@"\{([a-z]+)[^}]*\}", RegexOptions.IgnoreCase)]
    private static partial Regex Parameter { get; }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token { get; }
}
