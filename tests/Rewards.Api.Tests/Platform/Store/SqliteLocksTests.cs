using System.Diagnostics;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Store;

/// <summary>SQLite's locks belong to the process: whoever else opens the file there, and closes it, drops them.</summary>
public sealed class SqliteLocksTests
{
    [Fact]
    public void Opening_the_file_once_more_leaves_the_locks_of_who_has_it_open()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The kernel's list of locks is read.");
        using var file = new TemporaryDatabase();
        using var open = file.Database.OpenForWriting();
        open.Database.EnsureCreated();
        var held = LocksOn(file.FileName);

        file.Database.OpenForWriting().Dispose();
        file.Database.FoldLog();

        Assert.NotEmpty(held);
        Assert.Equal(held, LocksOn(file.FileName));
    }

    /// <summary>Of this process on the database's main file.</summary>
    private static string[] LocksOn(string path)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%i", path]) { RedirectStandardOutput = true })!;
        var inode = stat.StandardOutput.ReadToEnd().Trim();
        return [.. File.ReadLines("/proc/locks")
            .Where(line => line.Contains("POSIX", StringComparison.Ordinal))
            .Where(line => line.Contains($" {Environment.ProcessId} ", StringComparison.Ordinal))
            .Where(line => line.Contains($":{inode} ", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf("POSIX", StringComparison.Ordinal)..])];
    }
}
