using System.Net;

namespace Rewards.Api.Serving.Sandbox.Stripe;

/// <summary>The page on which members pay at the sandbox's Stripe: to pay, to leave, to let it expire.</summary>
internal static class FakeStripePages
{
    public static void MapFakeStripePages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(FakeStripe.Prefix + "/pay").AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
        pages.MapGet("/{id}", async (string id, FakeStripe stripe) => await stripe.FindSessionAsync(id) is { } session
            ? Results.Text(Page(session), "text/html; charset=utf-8")
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

    private static string Page(FakeSession session) =>
        $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Fake Stripe</title>
        <link rel="icon" href="data:,">
        <style>
          body { font: 18px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 2rem auto; padding: 0 1rem; }
          button { display: block; width: 100%; padding: .8rem 1rem; margin: .6rem 0; border: 1px solid #999; border-radius: 8px; font: inherit; background: none; }
          button.pay { background: #635bff; color: #fff; border-color: #635bff; }
        </style>
        </head>
        <body>
        <h1>Fake Stripe</h1>
        <p>{{WebUtility.HtmlEncode(session.Title)}}<br><strong>¥{{session.Amount / 100}}.{{session.Amount % 100:00}}</strong></p>
        {{(session.Status == FakeSession.Open ? Buttons(session) : $"<p>This session is {session.Status}.</p>")}}
        </body>
        </html>
        """;

    private static string Buttons(FakeSession session) => string.Concat(
        new[] { ("pay", "Pay"), ("leave", "Leave without paying"), ("close", "Let it expire") }.Select(button =>
            $"<form method=\"post\" action=\"{FakeStripe.Prefix}/pay/{session.Id}/{button.Item1}\">"
            + $"<button class=\"{button.Item1}\">{button.Item2}</button></form>"));
}
