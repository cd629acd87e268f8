using System.CommandLine;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform.Sealing;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Api.Serving.Sandbox;

namespace Rewards.Api.Serving.CommandLine;

/// <summary>Runs the service until it is told to stop.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var serve = new Command("serve", "Run the service (what happens without a verb).")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        serve.SetAction((parsed, _) => RunAsync([.. parsed.UnmatchedTokens]));
        return serve;
    }

    public static async Task<int> RunAsync(string[] hostArguments)
    {
        await using var app = Service.Build(hostArguments);
        return await RunAsync(app, GreetWhenStarted);
    }

    /// <summary>Serves what was put together, on a database that is made ready.</summary>
    public static async Task<int> RunAsync(WebApplication app, Action<WebApplication> greetWhenStarted)
    {
        // What is missing or wrong is said before anything is made, and all of it at once.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        greetWhenStarted(app);
        ListeningAddresses.Check(app);
        app.Services.GetRequiredService<SealingSetup>().CheckFile();
        using var databaseLock = app.Services.GetRequiredService<Database>().LockForServing();
        Preparation.Prepare(app.Services);
        await app.RunAsync();
        return ExitCodes.Done;
    }

    private static void GreetWhenStarted(WebApplication app)
    {
        if (app.Services.GetRequiredService<SandboxMode>().IsOn)
        {
            Banner.PrintWhenStarted(app);
        }
        else
        {
            Introduction.TellWhenStarted(app);
        }
    }
}
