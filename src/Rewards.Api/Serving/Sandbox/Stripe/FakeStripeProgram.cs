using Microsoft.AspNetCore.Hosting.Server;
using Rewards.Api.Platform.Settings;

namespace Rewards.Api.Serving.Sandbox.Stripe;

/// <summary>The sandbox's Stripe, whole: within the service, or as a process of its own, which lives on when one of the service ends.</summary>
internal static class FakeStripeProgram
{
    public static void MapFakeStripe(this IEndpointRouteBuilder routes)
    {
        routes.MapFakeStripeApi();
        routes.MapFakeStripePages();
        routes.MapFakeStripeControls();
    }

    /// <summary>All that a process of its own answers.</summary>
    public static void MapAlone(WebApplication app)
    {
        app.MapHealth();
        app.MapSandbox();
        app.MapFakeStripe();
    }

    /// <summary>Says how a service finds it.</summary>
    public static void GreetWhenStarted(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var address = OpenableAddress.Of(app.Services.GetRequiredService<IServer>()).GetLeftPart(UriPartial.Authority);
        Console.Out.WriteLine(
            $"""
            The sandbox's Stripe listens on {address}, and tells {app.Configuration[FakeStripeListeners.Key]}.
            Start the service with:
              Stripe__ApiBase={address}{FakeStripe.Prefix} Stripe__SecretKey={FakeStripe.SecretKey} Stripe__WebhookSecret={FakeStripe.WebhookSecret}
            Its books: {address}{FakeStripe.Prefix}/payments
            """);
    });
}
