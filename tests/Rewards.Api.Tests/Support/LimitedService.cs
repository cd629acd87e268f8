using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Rewards.Api.Tests.Support;

/// <summary>
/// The program as its own process with tight limits, behind proxies: 127.0.0.1, which the tests are, and 10.0.0.0/8.
/// </summary>
public sealed class LimitedService : IAsyncLifetime
{
    public const int SignIns = 5;
    public const int GuessesAllowed = 3;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-limits-");
    private ServiceProcess? service;

    public IReadOnlyCollection<string> Output => service!.Output;

    public async ValueTask InitializeAsync() => service = await ServiceProcess.StartAsync(
        folder.FullName,
        [("Service__TrustedProxies", "127.0.0.1, 10.0.0.0/8"), ("RateLimits__Enabled", "true")],
        "--RateLimits:SignInsPerMinute",
        $"{SignIns}",
        "--RateLimits:GuessesPerMinute",
        $"{GuessesAllowed}");

    public async ValueTask DisposeAsync()
    {
        await service!.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Somebody of whom the proxy says this.</summary>
    /// <param name="forwardedFor">What the header says.</param>
    /// <param name="credential">Null: none.</param>
    public Caller From(string forwardedFor, string? credential = null) =>
        Caller(new SocketsHttpHandler(), forwardedFor, credential);

    /// <summary>Somebody who is no proxy, whatever they say.</summary>
    /// <param name="address">Their own: of loopback, but not 127.0.0.1.</param>
    /// <param name="forwardedFor">What the header says.</param>
    public Caller FromOutside(string address, string forwardedFor) => Caller(
        new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        },
        forwardedFor,
        null);

    private Caller Caller(SocketsHttpHandler connection, string forwardedFor, string? credential)
    {
        connection.AllowAutoRedirect = false;
        connection.UseCookies = false;
        var http = new HttpClient(connection) { BaseAddress = new Uri(service!.Address) };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        http.DefaultRequestHeaders.Authorization = credential is null
            ? null
            : new AuthenticationHeaderValue("Bearer", credential);
        return new Caller(http);
    }
}
