using Rewards.Api.Platform.Sealing;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Sealing;

/// <summary>A folder in which an operator runs the program, and what they do to the key file there.</summary>
public sealed class OperatorsFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-keys-");

    public string Path => folder.FullName;

    public string Database => In("data/rewards.db");

    public string KeyFile => Database + ".keys";

    /// <summary>Of the keys in the file, newest first.</summary>
    public IReadOnlyList<string> KeyIds => [.. new KeyFile(KeyFile).Read().Select(key => key.Id)];

    public string In(string file) => System.IO.Path.Combine(Path, file);

    /// <summary>As <c>keys init</c> does.</summary>
    public void MakeKeyFile()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(KeyFile)!);
        new KeyFile(KeyFile).Create(SealingKey.New(DateTimeOffset.UtcNow));
    }

    public async Task<string> RunWellAsync(params string[] verb)
    {
        var (exitCode, output, errors) = await RunAsync(verb);
        Assert.True(exitCode == 0, output + errors);
        return output;
    }

    /// <summary>It could not be done, and one sentence says why.</summary>
    public async Task AssertRefusedAsync(string sentence, params string[] verb)
    {
        var (exitCode, _, errors) = await RunAsync(verb);
        Assert.Equal(2, exitCode);
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    public Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] verb) =>
        ServiceProcess.RunAsync(Path, verb);

    public void Dispose() => folder.Delete(recursive: true);
}
