namespace Rewards.Api.Tests.Support;

/// <summary>Where the sources are.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string File(string path) => Path.Combine(Root, path);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "Rewards.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
