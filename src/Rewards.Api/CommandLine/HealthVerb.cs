using System.CommandLine;
using System.CommandLine.Parsing;
using Rewards.Api.Serving;

namespace Rewards.Api.CommandLine;

/// <summary><c>health</c>: for containers, whose image has no other program to ask with.</summary>
internal static class HealthVerb
{
    public static Command Create()
    {
        var address = new Option<Uri>("--address")
        {
            Description = "Where the service listens.",
            DefaultValueFactory = _ => new Uri("http://localhost:5080"),
            CustomParser = ReadAddress,
        };
        var health = new Command("health", "Ask a running service whether it is ready.") { address };
        health.SetAction((parsed, cancellationToken) => AskAsync(parsed.GetValue(address)!, cancellationToken));
        return health;
    }

    private static Uri? ReadAddress(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (WebAddress.Read(text) is { } address)
        {
            return address;
        }

        argument.AddError($"--address: '{text}' is no address like http://localhost:5080.");
        return null;
    }

    private static async Task<int> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await http.GetAsync(new Uri(address, Health.ReadyPath), cancellationToken);
            Console.Out.WriteLine(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? ExitCodes.Done : ExitCodes.Found;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"rewards: {address} does not answer: {exception.Message}");
            return ExitCodes.Found;
        }
    }
}
