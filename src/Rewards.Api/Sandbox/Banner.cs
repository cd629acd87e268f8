using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Spectre.Console;

namespace Rewards.Api.Sandbox;

/// <summary>What a newcomer sees first: where everything is, with which credentials, and one line to copy.</summary>
internal static class Banner
{
    private const int Width = 110;

    public static void PrintWhenStarted(WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            if (AddressOf(app) is { } address)
            {
                Print(address);
            }
        });

    private static void Print(string address)
    {
        var console = AnsiConsole.Console;
        console.Profile.Width = Math.Max(console.Profile.Width, Width);
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("", "");
        table.AddRow("Members' site", address);
        table.AddRow("Swagger", $"{address}/swagger");
        table.AddRow("Ready", $"{address}/health/ready");
        table.AddRow(
            "Members",
            "on the site, pick one; for the API, sign in with the WeChat code [bold]sandbox-alice[/] (any name works)");
        table.AddRow("Merchants", string.Join("  ", DemoCredentials.Keys.Take(3).Select(key => key.Secret)));
        table.AddRow("", string.Join("  ", DemoCredentials.Keys.Skip(3).Select(key => key.Secret)));
        table.AddRow("Operators", string.Join("  ", DemoCredentials.Operators.Select(person => person.Secret)));
        table.AddRow("Clock", $"POST {address}/sandbox/clock " + "{\"advance_seconds\": 86400}");
        console.WriteLine();
        console.MarkupLine(
            "[bold]Rewards[/] is running in the [yellow]sandbox[/]: fake WeChat, movable clock, demo credentials.");
        console.Write(table);

        // Not through the console: it would break the line, and a broken line can't be copied.
        Console.Out.WriteLine(
            "Try this:\n"
            + $"curl -s {address}/v1/member/sessions -H 'Content-Type: application/json' "
            + $"-d '{{\"wechat_code\":\"sandbox-alice\"}}'\n");
    }

    private static string? AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?.TrimEnd('/');
}
