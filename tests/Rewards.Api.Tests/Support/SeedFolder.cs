using Rewards.Api.Platform.Seeding;

namespace Rewards.Api.Tests.Support;

/// <summary>A copy of the project's own seeds, for who edits them.</summary>
public static class SeedFolder
{
    /// <summary>With the pictures.</summary>
    public static void CopyTo(DirectoryInfo folder)
    {
        foreach (var file in Directory.GetFiles(SeedFiles.DefaultFolder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.FullName, Path.GetRelativePath(SeedFiles.DefaultFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
