using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Rewards.Api.Tests.Support;

/// <summary>The program as its own process, as an operator runs it: for what only a process can show.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    /// <summary>The one built with the tests, or the published one, which starts sooner, where this names it.</summary>
    private static readonly string Program = Environment.GetEnvironmentVariable("REWARDS_PROGRAM")
        ?? Path.Combine(AppContext.BaseDirectory, "Rewards.Api.dll");

    /// <summary>Stands in settings for the port that the process gets.</summary>
    public const string Port = "{port}";

    /// <summary>Of a service beside much else on a small machine.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly Uri address;
    private readonly ConcurrentQueue<string> output = [];

    private ServiceProcess(Process process, Uri address) => (this.process, this.address) = (process, address);

    /// <summary>Without a slash at the end.</summary>
    public string Address => address.ToString().TrimEnd('/');

    /// <summary>Starts <c>serve</c> in this folder and waits until it is ready.</summary>
    public static Task<ServiceProcess> StartAsync(string folder, params string[] settings) =>
        StartAsync(folder, [], settings);

    /// <param name="folder">The working directory.</param>
    /// <param name="environment">Environment variables beside the test's own.</param>
    /// <param name="settings">Further arguments.</param>
    public static async Task<ServiceProcess> StartAsync(
        string folder, IReadOnlyList<(string Name, string Value)> environment, params string[] settings)
    {
        var address = NewAddress();
        var own = settings.Select(setting => setting.Replace(Port, $"{address.Port}", StringComparison.Ordinal));
        var service = new ServiceProcess(
            Launch(folder, ["serve", "--urls", address.ToString(), .. own], environment), address);
        await service.WaitUntilReadyAsync();
        return service;
    }

    /// <summary>Starts a verb that serves at an address, maybe again, and waits until it is ready.</summary>
    public static async Task<ServiceProcess> StartAtAsync(Uri address, string folder, string[] verb, params string[] settings)
    {
        var service = new ServiceProcess(Launch(folder, [.. verb, "--urls", address.ToString(), .. settings], []), address);
        await service.WaitUntilReadyAsync();
        return service;
    }

    /// <summary>Where nobody listens yet.</summary>
    public static Uri NewAddress() => new($"http://127.0.0.1:{FreePort()}");

    /// <summary>Runs another verb to its end.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string folder, params string[] arguments) =>
        RunAsync(folder, [], arguments);

    /// <param name="folder">The working directory.</param>
    /// <param name="environment">Environment variables beside the test's own.</param>
    /// <param name="arguments">Verb and options.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string folder, IReadOnlyList<(string Name, string Value)> environment, params string[] arguments)
    {
        using var process = Launch(folder, arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Runs another verb and, as a power cut would, ends it after a while if it has not ended yet.</summary>
    public static async Task KillAsync(string folder, TimeSpan after, params string[] arguments)
    {
        using var process = Launch(folder, arguments, []);
        await Task.Delay(after, TestContext.Current.CancellationToken);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public Caller Caller(string? credential)
    {
        var http = new HttpClient { BaseAddress = address };

        // Believed where the test's machine is a trusted proxy; passed over elsewhere.
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        http.DefaultRequestHeaders.Authorization = credential is null
            ? null
            : new AuthenticationHeaderValue("Bearer", credential);
        return new Caller(http);
    }

    /// <summary>What it has printed so far, line by line: its log.</summary>
    public IReadOnlyCollection<string> Output => output;

    /// <summary>What was printed so far, up to where it says this at last.</summary>
    public async Task<string> OutputUntilAsync(string text)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var printed = string.Join('\n', output);
            if (printed.Contains(text, StringComparison.Ordinal))
            {
                return printed;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"The service never said '{text}': {string.Join('\n', output)}");
    }

    /// <summary>Bytes of memory in use.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>As a power cut would: no chance to tidy up.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>As an operator or a container's host would: SIGTERM, and time to finish.</summary>
    public async Task StopAsync()
    {
        using var signal = Process.Start(
            "kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
        await Task.CompletedTask;
    }

    private static Process Launch(
        string folder, string[] arguments, IReadOnlyList<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private async Task WaitUntilReadyAsync()
    {
        // Also where no test asks for it: a full pipe would stop the service.
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        using var http = new HttpClient { BaseAddress = address };
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < LongestStart && !process.HasExited)
        {
            try
            {
                if ((await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        // Or the end of what it says would be waited for as long as it lives.
        Kill();
        throw new InvalidOperationException(
            "The service did not get ready: " + await process.StandardError.ReadToEndAsync());
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
