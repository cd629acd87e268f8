using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Rewards.Api.Platform;

namespace Rewards.Api.Serving;

/// <summary>
/// Tries where the service is told to listen, before anything is written: Kestrel itself binds last, and explains
/// itself by a stack trace.
/// </summary>
internal static class ListeningAddresses
{
    /// <summary>Marks what <c>dotnet dev-certs</c> makes: Kestrel takes it where no other is named.</summary>
    private const string DevelopmentCertificate = "1.3.6.1.4.1.311.84.1.1";

    /// <exception cref="StartException">Names the address and why nobody can listen there.</exception>
    public static void Check(WebApplication app)
    {
        // Tests have a server that does not listen; endpoints in Kestrel's own section replace the addresses.
        var listens = app.Services.GetRequiredService<IServer>().GetType().Assembly == typeof(KestrelServer).Assembly;
        if (!listens || app.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            return;
        }

        foreach (var (setting, address) in AddressesIn(app.Configuration))
        {
            Check(setting, address, app.Configuration);
        }
    }

    private static IEnumerable<(string Setting, string Address)> AddressesIn(IConfiguration configuration) =>
        HostSettings.SplitOf(configuration["urls"]) is { Length: > 0 } urls
            ? urls.Select(address => ("urls (ASPNETCORE_URLS)", address))
            : [.. PortsIn(configuration, "http"), .. PortsIn(configuration, "https")];

    private static IEnumerable<(string Setting, string Address)> PortsIn(IConfiguration configuration, string scheme) =>
        from port in HostSettings.SplitOf(configuration[$"{scheme}_ports"])
        select ($"{scheme}_ports (ASPNETCORE_{scheme.ToUpperInvariant()}_PORTS)", $"{scheme}://*:{port}");

    private static void Check(string setting, string address, IConfiguration configuration)
    {
        var wanted = BindingAddress.Parse(address);
        if (wanted.Scheme == Uri.UriSchemeHttps && !HasCertificate(configuration))
        {
            throw new StartException(
                $"{setting}: {address} needs a certificate: name one in Kestrel:Certificates:Default:Path, or listen "
                + "on http:// behind a proxy that ends TLS.");
        }

        if (!wanted.IsUnixPipe && !wanted.IsNamedPipe)
        {
            TryToBind(setting, address, EndPointOf(wanted));
        }
    }

    private static bool HasCertificate(IConfiguration configuration)
    {
        if (configuration.GetSection("Kestrel:Certificates:Default").Exists())
        {
            return true;
        }

        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        return store.Certificates.Any(
            certificate => certificate.Extensions.Any(extension => extension.Oid?.Value == DevelopmentCertificate));
    }

    /// <summary>A name that is no address means every address of the machine, as for Kestrel.</summary>
    private static IPEndPoint EndPointOf(BindingAddress wanted) =>
        wanted.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            ? new IPEndPoint(IPAddress.Loopback, wanted.Port)
            : new IPEndPoint(IPAddress.TryParse(wanted.Host, out var ip) ? ip : IPAddress.Any, wanted.Port);

    private static void TryToBind(string setting, string address, IPEndPoint endPoint)
    {
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
        }
        catch (SocketException exception)
        {
            throw new StartException($"{setting}: nobody can listen on {address}: {Explain(exception)}", exception);
        }
    }

    private static string Explain(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "it is in use. Stop what uses it, or name another one.",
        SocketError.AddressNotAvailable => "this machine has no such address.",
        SocketError.AccessDenied => "this user may not; ports below 1024 need a privilege.",
        _ => exception.Message,
    };
}
