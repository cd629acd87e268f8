using Microsoft.AspNetCore.Hosting.Server;
using Rewards.Api.Platform.Settings;

namespace Rewards.Api.Serving.Sandbox.Stripe;

/// <summary>
/// Whom the sandbox's Stripe tells what happens: the process in which it runs, or, where it runs in one of its own, the
/// replicas of a service, one after the other, as a proxy before them would.
/// </summary>
internal sealed class FakeStripeListeners(IServer server, IConfiguration configuration)
{
    /// <summary>Addresses with semicolons between them; none: this process.</summary>
    public const string Key = "Sandbox:StripeTells";

    private readonly Uri[] others = [.. HostSettings.SplitOf(configuration[Key]).Select(address => new Uri(address))];
    private int turn;

    public bool AreThisProcess => others.Length == 0;

    public Uri Next() => AreThisProcess
        ? OpenableAddress.Of(server)
        : others[(uint)Interlocked.Increment(ref turn) % others.Length];
}
