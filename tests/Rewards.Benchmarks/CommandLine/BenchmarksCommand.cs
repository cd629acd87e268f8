using System.CommandLine;
using Rewards.Benchmarks.Baselines;

namespace Rewards.Benchmarks.CommandLine;

/// <summary>The benchmarks' verbs. Exit codes: 0 done, 1 the ledger did not verify, 2 there is no result.</summary>
internal static class BenchmarksCommand
{
    private const int Refused = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var parsed = Create().Parse(args);
            var exitCode =
                await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? Refused : exitCode;
        }
        catch (BenchmarkException exception)
        {
            await Console.Error.WriteLineAsync("benchmarks: " + exception.Message);
            return Refused;
        }
    }

    private static RootCommand Create() =>
        new("What Rewards can do on this machine, measured on the published service as a process of its own.")
        {
            LoadVerb.Create(),
            OverloadVerb.Create(),
            ExpiryVerb.Create(),
            ScaleVerb.Create(),
            StartVerb.Create(),
            MicroVerb.Create(),
            NaiveServerVerb.Create(),
        };
}
