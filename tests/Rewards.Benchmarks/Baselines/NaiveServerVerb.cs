using System.CommandLine;
using Rewards.Benchmarks.Engines;

namespace Rewards.Benchmarks.Baselines;

/// <summary><c>naive-server</c>: started by <c>load --baselines</c>, never by hand.</summary>
internal static class NaiveServerVerb
{
    public const string Name = "naive-server";
    public const string ConnectionVariable = "REWARDS_NAIVE_CONNECTION";

    public static Command Create()
    {
        var engine = new Argument<string>("ENGINE");
        var url = new Argument<string>("URL");
        var verb = new Command(Name, "The naive baseline.") { engine, url };
        verb.Hidden = true;
        verb.SetAction(async (parsed, _) =>
        {
            var connection = Environment.GetEnvironmentVariable(ConnectionVariable)
                ?? throw new BenchmarkException(
                    $"{ConnectionVariable} is not set: 'load --baselines' starts this verb.");
            await using var database = Engine.Existing(parsed.GetValue(engine)!, connection);
            await NaiveServer.ServeAsync(database, parsed.GetValue(url)!);
            return 0;
        });
        return verb;
    }
}
