using System.CommandLine;
using System.CommandLine.Parsing;
using Rewards.Api.Platform.Settings;

namespace Rewards.Api.Serving.CommandLine;

/// <summary><c>health</c>: for containers, whose image has no other program to ask with.</summary>
internal static class HealthVerb
{
    public static Command Create()
    {
        var json = Terminal.JsonOption();
        var address = new Option<Uri>("--address")
        {
            Description = "Where the service listens.",
            DefaultValueFactory = _ => new Uri("http://localhost:5080"),
            CustomParser = ReadAddress,
        };
        var token = new Option<FileInfo?>("--token-file")
        {
            Description = "A file with an operator's token: operators learn what is not well.",
        };
        var health = new Command("health", "Ask a running service whether it is ready.") { address, token, json };
        health.SetAction(async (parsed, cancellationToken) =>
        {
            var found = await HealthAnswer.AskAsync(
                parsed.GetValue(address)!, Read(parsed.GetValue(token)), cancellationToken);
            Tell(parsed.GetValue(json), found);
            return found.IsReady ? ExitCodes.Done : ExitCodes.Found;
        });
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

    private static string? Read(FileInfo? file) => file is null ? null : File.ReadAllText(file.FullName).Trim();

    /// <summary>For people as the service says it; that nobody answered is no answer, but an error.</summary>
    private static void Tell(bool asJson, HealthAnswer found)
    {
        if (asJson || found.Said is not null)
        {
            Terminal.Answer(asJson, found, [found.Said ?? ""]);
        }

        Terminal.Warn(found.Reason);
    }
}
