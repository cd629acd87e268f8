using System.Diagnostics;
using System.Globalization;

namespace Rewards.Api.Tests.Support;

/// <summary>
/// WebKit, which every browser on an iPhone is: WebKitGTK's own small browser on a screen that nobody sees, steered by
/// its driver. Where it is not installed, tests that need it are skipped; in CI they fail.
/// </summary>
public sealed class WebKit : IAsyncDisposable
{
    private const string Packages = "webkit2gtk-driver, xvfb and imagemagick";

    private readonly Process screen;
    private readonly Process driver;
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("rewards-webkit-");

    private WebKit(Process screen, string display)
    {
        var port = ServiceProcess.FreePort();
        (this.screen, Display, Driver) = (screen, display, new Uri($"http://127.0.0.1:{port}"));
        var start = new ProcessStartInfo("WebKitWebDriver", [$"--port={port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["DISPLAY"] = display,
                ["HOME"] = home.FullName,
                ["XDG_CACHE_HOME"] = home.FullName,
                ["XDG_CONFIG_HOME"] = home.FullName,
                ["XDG_DATA_HOME"] = home.FullName,
            },
        };
        if (Environment.IsPrivilegedProcess)
        {
            // Its sandbox does not work for root; it opens nothing but our own pages.
            start.Environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1";
        }

        driver = Quiet(Process.Start(start)!);
    }

    /// <summary>The driver's address.</summary>
    public Uri Driver { get; }

    /// <summary>The screen, as X programs name it.</summary>
    public string Display { get; }

    public static string? Browser { get; } = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu")
            .Select(folder => Path.Combine(folder, "webkit2gtk-4.1", "MiniBrowser"))
            .FirstOrDefault(File.Exists)
        : null;

    /// <summary>Null: this machine has no WebKit.</summary>
    public static async Task<WebKit?> StartAsync()
    {
        if (Browser is null || !new[] { "WebKitWebDriver", "Xvfb", "import" }.All(IsThere))
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") is null, $"CI must have WebKit: {Packages}.");
            return null;
        }

        var screen = Process.Start(new ProcessStartInfo(
            "Xvfb", ["-displayfd", "1", "-screen", "0", "390x844x24", "-nolisten", "tcp"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        screen.ErrorDataReceived += (_, _) => { };
        screen.BeginErrorReadLine();
        var number = await screen.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var webkit = new WebKit(screen, ":" + int.Parse(number!, CultureInfo.InvariantCulture));
        await webkit.WaitUntilReadyAsync();
        return webkit;
    }

    /// <summary>Says what to install where it is missing.</summary>
    public static void SkipWithout(WebKit? webkit) =>
        Assert.SkipWhen(webkit is null, $"No WebKit here (Debian: {Packages}).");

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { driver, screen })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        home.Delete(recursive: true);
    }

    private static bool IsThere(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Reads what it says and forgets it: a full pipe would stop it.</summary>
    private static Process Quiet(Process process)
    {
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task WaitUntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Driver };
        for (var tries = 0; tries < 200 && !driver.HasExited; tries++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/status", UriKind.Relative));
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException("WebKitWebDriver did not get ready.");
    }
}
