using Microsoft.AspNetCore.Hosting.Server;
using Rewards.Api.Platform.Settings;

namespace Rewards.Api.Serving.Sandbox;

/// <summary>
/// Sends the service's calls to WeChat back to itself, over HTTP like any other: to where it listens, which is known
/// only once it does.
/// </summary>
internal sealed class OwnAddress(IServer server) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var own = OpenableAddress.Of(server);
        request.RequestUri = new UriBuilder(request.RequestUri!)
        {
            Scheme = own.Scheme,
            Host = own.Host,
            Port = own.Port,
        }.Uri;
        return base.SendAsync(request, cancellationToken);
    }
}
