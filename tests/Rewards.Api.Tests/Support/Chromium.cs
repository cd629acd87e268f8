using Microsoft.Playwright;

namespace Rewards.Api.Tests.Support;

/// <summary>A real browser. Where there is none, tests that need one are skipped; in CI they fail.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright playwright;

    private Chromium(IPlaywright playwright, IBrowser browser) => (this.playwright, Browser) = (playwright, browser);

    public IBrowser Browser { get; }

    private static string? Path => Environment.GetEnvironmentVariable("CHROMIUM") ?? Places.FirstOrDefault(File.Exists);

    private static bool IsCi => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"));

    /// <summary>Null: this machine has no Chromium.</summary>
    public static async Task<Chromium?> StartAsync()
    {
        if (Path is null)
        {
            return IsCi ? throw new InvalidOperationException("CI must have Chromium.") : null;
        }

        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args = Flags,
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
    }
}
