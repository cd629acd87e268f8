using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Rewards.Api.Platform.Settings;

/// <summary>Proxies that are believed about callers: how the setting is written, and what it means.</summary>
internal static class TrustedProxies
{
    /// <summary>The widest networks that somebody may own: 10.0.0.0/8 and fc00::/7.</summary>
    private const int WidestIPv4 = 8;
    private const int WidestIPv6 = 7;

    private const int MappedBits = 96;

    /// <summary>One after the other (<c>__0</c>, <c>__1</c> …), separated by commas, or both.</summary>
    public static IReadOnlyList<string> Read(IConfigurationSection section) =>
    [
        .. section.GetChildren().Select(child => child.Value).Prepend(section.Value).OfType<string>()
            .SelectMany(text => text.Split(
                ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];

    /// <summary>What is wrong with one of them; null: nothing.</summary>
    public static string? Refuse(string proxy) =>
        Parse(proxy) is not { } network
            ? $"'{proxy}' is neither an address like 10.0.0.5 nor a network like 10.0.0.0/8."
        : IsTooWide(network)
            ? $"'{proxy}' would let nearly anybody say who they are: name the proxies that stand before the service."
        : null;

    /// <summary>
    /// From the right, each proxy that is trusted tells who called it; the first that is not trusted is the caller.
    /// What stands left of it, the caller wrote.
    /// </summary>
    /// <param name="headers">Takes the proxies.</param>
    /// <param name="proxies">None is to be refused.</param>
    public static void Use(ForwardedHeadersOptions headers, IReadOnlyList<string> proxies)
    {
        // With empty lists the framework would believe anybody.
        headers.ForwardedHeaders = proxies.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        headers.ForwardLimit = null;
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var network in proxies.Select(Parse).OfType<IPNetwork>())
        {
            headers.KnownIPNetworks.Add(network);
        }
    }

    private static bool IsTooWide(IPNetwork network) =>
        network.PrefixLength < (IsIPv4(network.BaseAddress) ? WidestIPv4 : WidestIPv6)
        || network.BaseAddress.Equals(IPAddress.Any)
        || network.BaseAddress.Equals(IPAddress.IPv6Any);

    private static IPNetwork? Parse(string proxy) =>
        IPAddress.TryParse(proxy, out var address) ? OfAddress(proxy, address)
        : IPNetwork.TryParse(proxy, out var network) ? OfNetwork(network)
        : null;

    /// <summary>The framework reads '10' as 0.0.0.10 and '010.0.0.1' as 8.0.0.1: nobody means that.</summary>
    private static IPNetwork? OfAddress(string text, IPAddress address) =>
        IsIPv4(address) && address.ToString() != text ? null
        : address.IsIPv4MappedToIPv6 ? new IPNetwork(address.MapToIPv4(), 32)
        : new IPNetwork(address, IsIPv4(address) ? 32 : 128);

    /// <summary>The middleware compares IPv4 addresses as such, however the socket shows them.</summary>
    private static IPNetwork OfNetwork(IPNetwork network) =>
        network.BaseAddress.IsIPv4MappedToIPv6 && network.PrefixLength >= MappedBits
            ? new IPNetwork(network.BaseAddress.MapToIPv4(), network.PrefixLength - MappedBits)
            : network;

    private static bool IsIPv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;
}
