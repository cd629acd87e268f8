using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Rewards.Api.Platform.Settings;

/// <summary>Where the server listens, as it can be opened on this machine. Known once it was started.</summary>
internal static class OpenableAddress
{
    /// <summary>Hosts that stand for every address of the machine, and that nobody can open.</summary>
    private static readonly string[] Any = ["[::]", "0.0.0.0", "*", "+"];

    private static readonly Uri Usual = new("http://localhost:5080");

    public static Uri Of(IServer server) => Find(server) ?? Usual;

    /// <summary>
    /// One without TLS, if there is any: a certificate is for another name. Null: nowhere that a person could open.
    /// </summary>
    public static Uri? Find(IServer server)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses.Select(Read).OfType<Uri>().OrderBy(address => address.Scheme).FirstOrDefault();
    }

    /// <summary>Null: a socket or a pipe, for programs only.</summary>
    public static Uri? Read(string address)
    {
        var binding = BindingAddress.Parse(address);
        return binding.IsUnixPipe || binding.IsNamedPipe
            ? null
            : WebAddress.Read(
                $"{binding.Scheme}://{(Any.Contains(binding.Host) ? "localhost" : binding.Host)}:{binding.Port}");
    }
}
