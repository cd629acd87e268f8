using System.CommandLine;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Api.Serving.Sandbox.Stripe;

namespace Rewards.Api.Serving.CommandLine;

/// <summary><c>sandbox stripe</c>.</summary>
internal static class SandboxVerb
{
    /// <summary>Its own: a service on a file has that for itself.</summary>
    private static readonly string[] UsualSettings =
        ["--urls", "http://localhost:5090", $"--{Database.ConfigurationKey}=Data Source=sandbox-stripe.db"];

    public static Command Create() => new("sandbox", "Outside services to try things out with.") { Stripe() };

    private static Command Stripe()
    {
        var tells = new Option<string[]>("--tells")
        {
            Description = "The service that is told what happens; once more for each other replica.",
            DefaultValueFactory = _ => ["http://localhost:5080"],
        };
        tells.Validators.Add(given =>
        {
            foreach (var address in given.Tokens.Select(token => token.Value).Where(address => WebAddress.Read(address) is null))
            {
                given.AddError($"--tells: '{address}' is no address, like http://localhost:5080.");
            }
        });
        var stripe = new Command("stripe", "Run the sandbox's Stripe as a process of its own.") { tells };
        stripe.TreatUnmatchedTokensAsErrors = false;
        stripe.SetAction((parsed, _) => RunAsync(parsed.GetValue(tells)!, [.. parsed.UnmatchedTokens]));
        return stripe;
    }

    private static async Task<int> RunAsync(string[] tells, string[] hostArguments)
    {
        string[] settings =
        [
            .. UsualSettings, .. hostArguments, "--Jobs:Enabled=false", $"--{FakeStripeListeners.Key}={string.Join(';', tells)}",
        ];
        await using var app = Service.Build(settings, FakeStripeProgram.MapAlone);
        return app.Services.GetRequiredService<SandboxMode>().IsOn
            ? await ServeVerb.RunAsync(app, FakeStripeProgram.GreetWhenStarted)
            : throw new StartException("The sandbox runs in Development only: add --environment Development.");
    }
}
