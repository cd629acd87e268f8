using System.Collections.Concurrent;

namespace Rewards.Api.Serving.Sandbox;

/// <summary>
/// WeChat for trying things out: speaks WeChat's protocol under the service's own address, so that it is wherever the
/// service is, and fails like WeChat on request. Its page for signing in offers demo members. The code
/// <c>sandbox-alice</c> signs in as open id <c>alice</c> without it; <c>fault-…</c> codes bring the faults.
/// </summary>
/// <remarks>What it must not forget is in the database; what is counted and failed here is this process's.</remarks>
public sealed class FakeWeChat
{
    /// <summary>Where it begins; then come WeChat's own paths.</summary>
    public const string Prefix = "/sandbox/wechat";

    private readonly ConcurrentDictionary<string, string> faults = [];
    private readonly ConcurrentDictionary<string, int> calls = [];

    /// <summary>How often a path of WeChat's was called.</summary>
    public int CallsOf(string path) => calls.GetValueOrDefault(path);

    /// <summary>
    /// Lets a path answer with a fault (see <see cref="FakeWeChatFaults"/>) until further notice; null: no more.
    /// </summary>
    public void Fail(string path, string? fault)
    {
        if (fault is null)
        {
            faults.TryRemove(path, out _);
        }
        else
        {
            faults[path] = fault;
        }
    }

    /// <returns>The fault that was asked for; null: none.</returns>
    internal async Task<IResult?> CountAsync(HttpContext context)
    {
        var path = context.Request.Path.Value![Prefix.Length..];
        calls.AddOrUpdate(path, 1, (_, count) => count + 1);
        return faults.TryGetValue(path, out var fault)
            ? await FakeWeChatFaults.FindAsync(fault, context.RequestAborted)
            : null;
    }
}
