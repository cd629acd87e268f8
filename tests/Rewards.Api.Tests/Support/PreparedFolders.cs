using Rewards.Api.Tests.Support;

[assembly: AssemblyFixture(typeof(PreparedFolders))]

namespace Rewards.Api.Tests.Support;

/// <summary>What many tests at the terminal begin with, made by the program once and copied for each of them.</summary>
public sealed class PreparedFolders : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("rewards-prepared-");
    private readonly Lazy<Task<DirectoryInfo>> seeded;
    private readonly Lazy<Task<DirectoryInfo>> served;

    public PreparedFolders()
    {
        seeded = new(SeedAsync);
        served = new(ServeAsync);
    }

    /// <summary>A database that was migrated and seeded, and its backup <c>copy.db</c>.</summary>
    public async Task CopySeededAsync(string folder) => Copy(await seeded.Value, folder);

    /// <summary>A sandbox that was served, and stopped.</summary>
    public async Task CopyServedAsync(string folder) => Copy(await served.Value, folder);

    public void Dispose() => root.Delete(recursive: true);

    private async Task<DirectoryInfo> SeedAsync()
    {
        var folder = root.CreateSubdirectory("seeded");
        foreach (var verb in new string[][] { ["db", "migrate"], ["seed", "apply"], ["db", "backup", "copy.db"] })
        {
            var (exitCode, output, errors) = await ServiceProcess.RunAsync(folder.FullName, verb);
            Assert.True(exitCode == 0, output + errors);
        }

        return folder;
    }

    private async Task<DirectoryInfo> ServeAsync()
    {
        var folder = root.CreateSubdirectory("served");
        await using var service = await ServiceProcess.StartAsync(folder.FullName);
        await service.StopAsync();
        return folder;
    }

    /// <summary>With the modes of the files.</summary>
    private static void Copy(DirectoryInfo from, string to)
    {
        foreach (var file in from.GetFiles("*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            file.CopyTo(copy);
        }
    }
}
