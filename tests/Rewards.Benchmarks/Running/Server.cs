using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Rewards.Benchmarks.Measuring;

namespace Rewards.Benchmarks.Running;

/// <summary>A process that listens for HTTP on a loopback port.</summary>
internal sealed class Server : IAsyncDisposable
{
    private const int LinesKept = 40;

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private Server(Process process, IPEndPoint address) => (this.process, Address) = (process, address);

    public IPEndPoint Address { get; }

    /// <summary>From the start of the process to its first answer that it is ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    public ProcessUsage Usage => new(process.Id);

    /// <summary>What it printed last.</summary>
    public string LastLines => string.Join(Environment.NewLine, lines);

    /// <param name="launch">Starts the process, listening on the URL that it is given.</param>
    /// <param name="readyPath">Answers 200 when requests can come.</param>
    public static async Task<Server> StartAsync(Func<string, Process> launch, string readyPath)
    {
        var address = new IPEndPoint(IPAddress.Loopback, FreePort());
        var started = Stopwatch.GetTimestamp();
        var server = new Server(launch($"http://{address}"), address);
        server.Listen();
        await server.WaitUntilReadyAsync(readyPath, started);
        return server;
    }

    public Uri Url(string path) => new($"http://{Address}{path}");

    /// <summary>As a power cut would: no chance to tidy up.</summary>
    public Task KillAsync()
    {
        process.Kill();
        return process.WaitForExitAsync();
    }

    /// <summary>As an operator would: it may drain first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await Programs.RunAsync("kill", "/", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Listen()
    {
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        lines.Enqueue(line ?? "");
        if (lines.Count > LinesKept)
        {
            lines.TryDequeue(out _);
        }
    }

    private async Task WaitUntilReadyAsync(string path, long started)
    {
        using var http = new HttpClient();
        while (!process.HasExited && Stopwatch.GetElapsedTime(started) < LongestStart)
        {
            if (await IsReadyAsync(http, Url(path)))
            {
                ReadyAfter = Stopwatch.GetElapsedTime(started);
                return;
            }

            await Task.Delay(5);
        }

        await DisposeAsync();
        throw new BenchmarkException("The server did not get ready. " + LastLines);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, Uri url)
    {
        try
        {
            using var answer = await http.GetAsync(url);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
