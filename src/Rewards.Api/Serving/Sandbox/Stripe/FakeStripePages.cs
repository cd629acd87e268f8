namespace Rewards.Api.Serving.Sandbox.Stripe;

/// <summary>The page on which members pay at the sandbox's Stripe: to pay, to leave, to let it expire.</summary>
internal static class FakeStripePages
{
    private static readonly (string Name, string Says)[] Acts =
        [("pay", "Pay"), ("leave", "Leave without paying"), ("close", "Let it expire")];

    public static void MapFakeStripePages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(FakeStripe.Prefix + "/pay").AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
        pages.MapGet("/{id}", async (string id, FakeStripe stripe) => await stripe.FindSessionAsync(id) is { } session
            ? SandboxHtml.Page("Fake Stripe", Body(session))
            : Results.NotFound());
        pages.MapPost("/{id}/{act}", ActAsync);
    }

    private static async Task<IResult> ActAsync(string id, string act, HttpRequest request, FakeStripe stripe)
    {
        var session = act switch
        {
            "pay" => await stripe.PayAsync(id),
            "close" => (await stripe.EndAsync(id)).Session,
            _ => await stripe.FindSessionAsync(id),
        };
        return session is null ? Results.NotFound() : Results.Redirect(Back(session, request), permanent: false, preserveMethod: false);
    }

    /// <summary>By path alone where the page was opened under the address to which it goes back.</summary>
    private static string Back(FakeSession session, HttpRequest request)
    {
        var address = session.PaymentIntent is null ? session.Left : session.Paid;
        return Uri.TryCreate(address, UriKind.Absolute, out var back)
            ? back.Authority == request.Host.Value ? back.PathAndQuery : back.AbsoluteUri
            : "/";
    }

    private static string Body(FakeSession session) =>
        $"""
        <p>{SandboxHtml.Text(session.Title)}<br><strong>{SandboxHtml.Yuan(session.Amount)}</strong></p>
        {(session.Status == FakeSession.Open ? Buttons(session) : $"<p>This session is {session.Status}.</p>")}
        """;

    private static string Buttons(FakeSession session) =>
        $"""<div class="pay">{string.Concat(Acts.Select(act => SandboxHtml.Button($"{FakeStripe.Prefix}/pay/{session.Id}/{act.Name}", act.Says, act.Name)))}</div>""";
}
