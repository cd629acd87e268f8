using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Rewards.Api.Serving;

/// <summary>
/// The address that links are made of. Never taken from a request, whose <c>Host</c> header anybody can write; without
/// a setting, which Production does not allow, the address that the server listens on.
/// </summary>
public sealed class PublicAddress(IOptions<ServeOptions> options, IServer server)
{
    public Uri Base => options.Value.PublicBaseUrl ?? Listening;

    public Uri Of(string path) => new(Base, path);

    private Uri Listening => new(
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5080");
}
