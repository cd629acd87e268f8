using System.CommandLine;
using System.Globalization;
using Rewards.Benchmarks.Engines;
using Rewards.Benchmarks.Preparing;

namespace Rewards.Benchmarks.CommandLine;

/// <summary>Options that every verb with a service of its own has.</summary>
internal sealed class StageOptions
{
    private readonly Option<string> database = new("--database")
    {
        Description = "The engine.",
        DefaultValueFactory = _ => "sqlite",
    };

    private readonly Option<string?> connection = new("--connection")
    {
        Description = "The PostgreSQL server, Host=…; each run creates and drops a database of its own.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("REWARDS_POSTGRES"),
    };

    private readonly Option<int> seconds = new("--seconds")
    {
        Description = "How long each measurement lasts.",
        DefaultValueFactory = _ => 20,
    };

    private readonly Option<int> warmUp = new("--warm-up")
    {
        Description = "Seconds of the same load before each measurement.",
        DefaultValueFactory = _ => 5,
    };

    private StageOptions() => database.AcceptOnlyFromAmong([.. Engine.Names]);

    public static StageOptions AddTo(Command command)
    {
        var options = new StageOptions();
        command.Add(options.database);
        command.Add(options.connection);
        command.Add(options.seconds);
        command.Add(options.warmUp);
        return options;
    }

    public static Option<int> Number(string name, int normally, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => normally };

    /// <summary>Whole numbers with commas between them.</summary>
    public static Option<int[]> Numbers(string name, int[] normally, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => normally,
        CustomParser = result =>
            [.. result.Tokens.SelectMany(token => token.Value.Split(','))
                .Select(number => int.Parse(number, CultureInfo.InvariantCulture))],
    };

    public TimeSpan Lasts(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(seconds));

    public TimeSpan WarmsUpFor(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(warmUp));

    public Task<Stage> SetAsync(ParseResult parsed) =>
        Stage.SetAsync(parsed.CommandResult.Command.Name, parsed.GetValue(database)!, parsed.GetValue(connection));
}
