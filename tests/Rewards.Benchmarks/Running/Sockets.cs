namespace Rewards.Benchmarks.Running;

/// <summary>
/// How this process waits for its sockets: one thread that polls and goes on right there. Without it every answer hops
/// to another thread first, and the load takes the cores from what it measures. Never handed on to other processes.
/// </summary>
internal static class Sockets
{
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
        ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1",
    };

    /// <summary>Before the first socket: they are read once.</summary>
    public static void UseOneThread()
    {
        foreach (var (name, value) in Settings)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
