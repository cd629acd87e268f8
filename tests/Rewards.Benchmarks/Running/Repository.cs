namespace Rewards.Benchmarks.Running;

/// <summary>The working copy that is measured.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Short, with a plus when something is not committed.</summary>
    public static async Task<string> CommitAsync()
    {
        var commit = await Programs.RunAsync("git", Root, ["rev-parse", "--short", "HEAD"]);
        var changes = await Programs.RunAsync("git", Root, ["status", "--porcelain", "--untracked-files=no"]);
        return commit.ExitCode != 0 ? "unknown" : commit.Output.Trim() + (changes.Output.Length > 0 ? "+" : "");
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Rewards.sln")) ? folder
        : Path.GetDirectoryName(folder) is { } parent ? Find(parent)
        : throw new BenchmarkException("Run it from a clone of the repository: it publishes the service itself.");
}
