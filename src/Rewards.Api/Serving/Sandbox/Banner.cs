using Microsoft.AspNetCore.Hosting.Server;
using Rewards.Api.Platform.Settings;
using Spectre.Console;

namespace Rewards.Api.Serving.Sandbox;

/// <summary>What a newcomer sees first: where everything is, with which credentials, and one line to copy.</summary>
internal static partial class Banner
{
    private const int Width = 110;

    public static void PrintWhenStarted(WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() => TryToPrint(app));

    /// <summary>Where nobody can read it, the service serves all the same.</summary>
    private static void TryToPrint(WebApplication app)
    {
        try
        {
            if (OpenableAddress.Find(app.Services.GetRequiredService<IServer>()) is { } address)
            {
                Print(address.GetLeftPart(UriPartial.Authority), Console.Out);
            }
        }
        catch (Exception exception)
        {
            NotPrinted(app.Logger, exception);
        }
    }

    /// <param name="address">Without a slash at the end.</param>
    /// <param name="output">Where to.</param>
    internal static void Print(string address, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Math.Max(console.Profile.Width, Width);
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("", "");
        foreach (var (what, where) in Rows(address))
        {
            table.AddRow(new Text(what), new Text(where));
        }

        console.WriteLine();
        console.MarkupLine(
            "[bold]Rewards[/] is running in the [yellow]sandbox[/]: fake WeChat, movable clock, demo credentials.");
        console.Write(table);

        // Not through the console: it would break the line, and a broken line can't be copied.
        output.WriteLine(
            "Try this:\n"
            + $"curl -s {address}/v1/member/sessions -H 'Content-Type: application/json' "
            + $"-d '{{\"wechat_code\":\"sandbox-alice\"}}'\n");
    }

    private static IEnumerable<(string What, string Where)> Rows(string address) =>
    [
        ("Members' site", address),
        ("Swagger", $"{address}/swagger"),
        ("Ready", $"{address}/health/ready"),
        ("Members", "on the site, pick one; for the API, the WeChat code sandbox-alice (any name works)"),
        ("Merchants", string.Join("  ", DemoCredentials.Keys.Take(3).Select(key => key.Secret))),
        ("", string.Join("  ", DemoCredentials.Keys.Skip(3).Select(key => key.Secret))),
        ("Operators", string.Join("  ", DemoCredentials.Operators.Select(person => person.Secret))),
        ("Clock, faults", $"{address}/sandbox"),
    ];

    [LoggerMessage(EventId = 1050, Level = LogLevel.Warning, Message = "The sandbox's greeting could not be printed.")]
    private static partial void NotPrinted(ILogger logger, Exception exception);
}
