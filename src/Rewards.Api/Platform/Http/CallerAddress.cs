using System.Net;
using System.Net.Sockets;

namespace Rewards.Api.Platform.Http;

/// <summary>Where a request comes from; behind trusted proxies, what they say.</summary>
internal static class CallerAddress
{
    private const int IPv6Length = 16;

    /// <summary>What is behind these bytes is one customer's, who may take a new address every minute.</summary>
    private const int IPv6NetworkLength = 8;

    /// <summary>As the log names it.</summary>
    public static string Of(HttpContext context) => Find(context)?.ToString() ?? "unknown";

    /// <summary>As limits count it: an IPv4 address, or an IPv6 network (/64).</summary>
    public static string NetworkOf(HttpContext context)
    {
        if (Find(context) is not { AddressFamily: AddressFamily.InterNetworkV6 } address)
        {
            return Of(context);
        }

        Span<byte> bytes = stackalloc byte[IPv6Length];
        address.TryWriteBytes(bytes, out _);
        bytes[IPv6NetworkLength..].Clear();
        return new IPAddress(bytes).ToString();
    }

    /// <summary>A socket that takes both kinds shows an IPv4 address as one of IPv6.</summary>
    private static IPAddress? Find(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4(),
        var address => address,
    };
}
