using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;

namespace Rewards.Api.Platform.Settings;

/// <summary>
/// The address that links are made of. Outside the sandbox never taken from a request, whose <c>Host</c> header anybody
/// can write. In the sandbox it is the one by which the page was opened: the same process is <c>localhost</c> here,
/// a name in a tunnel there, and a cookie set at one is not sent to the other.
/// </summary>
public sealed class PublicAddress(
    IOptions<ServeOptions> options, IServer server, SandboxMode sandbox, IHttpContextAccessor requests)
{
    public Uri Base => Asked ?? options.Value.PublicBaseUrl ?? OpenableAddress.Of(server);

    public Uri Of(string path) => new(Base, path);

    private Uri? Asked => sandbox.IsOn && requests.HttpContext is { Request: var request }
        ? WebAddress.Read($"{request.Scheme}://{request.Host}")
        : null;
}
