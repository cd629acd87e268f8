using System.CommandLine;
using Rewards.Api.Sandbox;
using Rewards.Api.Serving;
using Rewards.Api.Store;

namespace Rewards.Api.CommandLine;

/// <summary>Runs the service until it is told to stop.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var serve = new Command("serve", "Run the service (what happens without a verb).") { TreatUnmatchedTokensAsErrors = false };
        serve.SetAction((parsed, _) => RunAsync([.. parsed.UnmatchedTokens]));
        return serve;
    }

    public static async Task<int> RunAsync(string[] hostArguments)
    {
        if (hostArguments.FirstOrDefault() is { } first && !first.StartsWith('-'))
        {
            throw new StartException($"'{first}' is not a verb; --help lists them.");
        }

        await using var app = Service.Build(hostArguments);
        using var databaseLock = app.Services.GetRequiredService<Database>().LockForServing();
        Preparation.Prepare(app.Services);
        if (app.Services.GetService<FakeWeChat>() is { } weChat)
        {
            await weChat.StartAsync();
            Banner.PrintWhenStarted(app);
        }

        await app.RunAsync();
        return ExitCodes.Done;
    }
}
