using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Rewards.Api.Serving;

/// <summary>How the service is reached. Configuration section <c>Service</c>.</summary>
public sealed class ServeOptions : IValidatableObject
{
    public const string Section = "Service";

    /// <summary>
    /// The address by which members reach the service, for links that leave it. Required in Production.
    /// </summary>
    [WebAddress]
    public Uri? PublicBaseUrl { get; set; }

    /// <summary>
    /// Addresses (<c>10.0.0.5</c>) or networks (<c>10.0.0.0/8</c>) of proxies that stand right before the service. Only
    /// what they say about a caller's address is believed.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from proxy in TrustedProxies
        where NetworkOf(proxy) is null
        select new ValidationResult(
            $"'{proxy}' is neither an address nor a network like 10.0.0.0/8", [nameof(TrustedProxies)]);

    internal void Trust(ForwardedHeadersOptions headers)
    {
        // With empty lists the framework would believe anybody.
        headers.ForwardedHeaders = TrustedProxies.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        headers.ForwardLimit = 1;
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var network in TrustedProxies.Select(NetworkOf).OfType<IPNetwork>())
        {
            headers.KnownIPNetworks.Add(network);
        }
    }

    private static IPNetwork? NetworkOf(string proxy) =>
        IPAddress.TryParse(proxy, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(proxy, out var network) ? network
        : null;
}
