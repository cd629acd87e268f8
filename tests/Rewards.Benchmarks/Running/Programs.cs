using System.Diagnostics;

namespace Rewards.Benchmarks.Running;

/// <summary>Runs other programs to their end.</summary>
internal static class Programs
{
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string program,
        string folder,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(program, folder, arguments, environment);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    public static Process Start(
        string program,
        string folder,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
