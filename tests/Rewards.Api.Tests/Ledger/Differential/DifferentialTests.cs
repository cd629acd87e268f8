using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Differential;

/// <summary>
/// One stream of random commands, three opinions: the service on SQLite, the service on PostgreSQL, and a model that
/// was written from the contract and shares no rule with the service.
/// </summary>
public sealed class DifferentialTests
{
    [Fact]
    public async Task The_same_commands_give_the_same_answers_and_the_same_ledgers_everywhere()
    {
        var plan = Plan.FromEnvironment();
        Comparison.Say("Replay: " + plan.Replay);
        var engines = new List<Engine>();
        try
        {
            engines.Add(await Engine.StartAsync("SQLite", new SqliteApp()));
            if (IsPostgresThere())
            {
                engines.Add(await Engine.StartAsync("PostgreSQL", new PostgresApp()));
            }

            await new Comparison(plan, engines).RunAsync();
            Assert.All(engines, engine => Assert.Empty(engine.App.Verify().Findings));
        }
        finally
        {
            foreach (var engine in engines)
            {
                await engine.DisposeAsync();
            }
        }
    }

    private static bool IsPostgresThere()
    {
        var isThere = PostgresServer.ConnectionString is not null;
        if (!isThere)
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") is null, "There is no PostgreSQL, and this is CI.");
            Comparison.Say("No PostgreSQL: only SQLite and the model are compared.");
        }

        return isThere;
    }
}
