namespace Rewards.Api.Serving.Sandbox;

/// <summary>
/// What the fake WeChat shows: a page to pick who one is, pictures, and a script that only remembers.
/// </summary>
internal static class FakeWeChatPages
{
    private static readonly string[] Faults =
        ["fault-slow", "fault-500", "fault-busy", "fault-used", "fault-snapshot", "fault-45009", "fault-48001"];

    public static IResult Authorize(string redirect_uri, string scope, string state)
    {
        var people = string.Concat(
            DemoPeople.All.Select(person => Choice(person.Key, person.Value, redirect_uri, scope, state)));
        var faults = string.Concat(Faults.Select(fault => Choice(fault, fault, redirect_uri, scope, state)));
        return SandboxHtml.Page("Fake WeChat", Body(people, faults, scope));
    }

    public static IResult Picture(string person) => Results.Text(
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="#07803f"/><text x="20" y="27" font-size="20" fill="#fff" text-anchor="middle">{SandboxHtml.Text(DemoPeople.NameOf(person)[..1])}</text></svg>
        """,
        "image/svg+xml");

    /// <summary>
    /// Stands in for WeChat's own: says that it is ready, and keeps what it was told where a test can look.
    /// </summary>
    public static IResult Script(string script) => Results.Text(
        """
        window.wx = {
          told: {},
          config(settings) { this.told.config = settings; },
          ready(act) { act(); },
          error() {},
          updateAppMessageShareData(data) { this.told.message = data; },
          updateTimelineShareData(data) { this.told.timeline = data; },
          hideMenuItems(data) { this.told.hidden = data; },
        };
        """,
        "text/javascript");

    private static string Choice(string person, string name, string redirectUri, string scope, string state)
    {
        var query = QueryString.Create(new Dictionary<string, string?>
        {
            ["person"] = person,
            ["scope"] = scope,
            ["redirect_uri"] = redirectUri,
            ["state"] = state,
        });
        return $"<li><a href=\"{FakeWeChat.Prefix}/connect/oauth2/choose{SandboxHtml.Text(query.Value)}\">"
            + $"{SandboxHtml.Text(name)}</a></li>";
    }

    private static string Body(string people, string faults, string scope) =>
        $"""
        <p>Who are you? ({SandboxHtml.Text(scope)})</p>
        <ul class="choices">{people}</ul>
        <details><summary>Let WeChat fail</summary><ul class="choices">{faults}</ul></details>
        """;
}
