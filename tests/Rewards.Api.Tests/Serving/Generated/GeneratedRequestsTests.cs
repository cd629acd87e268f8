using Rewards.Api.Tests.Ledger.Differential;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>
/// Requests that nobody thought of: made at random from the documents and the site's routes, half of them valid, the
/// others twisted. No answer is a 5xx, each has a documented status and is as its schema says. A new call joins with
/// its description.
/// </summary>
public abstract class GeneratedRequestsTests(RewardsApp app) : IAsyncLifetime
{
    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return app.DisposeAsync();
    }

    [Fact]
    public async Task Every_answer_is_as_the_documents_say_whatever_is_sent()
    {
        var plan = GeneratedPlan.FromEnvironment();
        Comparison.Say("Replay: " + plan.Replay);
        using var run = new GeneratedRun(plan, app);

        await run.RunAsync();

        var leastReached = ApiContract.Operations.Select(operation => operation.ToString())
            .OrderBy(run.Report.Reached)
            .Take(5)
            .Select(shape => $"{shape} {run.Report.Reached(shape)} times");
        Show($"{GetType().Name}, seed {plan.Seed}: {run.Report.Summary}; least reached: {string.Join(", ", leastReached)}");
        Assert.True(run.Report.Findings == 0, $"{plan.Replay}\n{run.Report.Summary}\n{run.Report.Shown}");
        (await app.Caller(null).GetAsync("/health/ready")).Expect(200);
        Assert.Empty(run.Report.Unreached);
    }

    /// <summary>A test that passed is silent, and CI is to show what was sent.</summary>
    private void Show(string counts)
    {
        Comparison.Say(counts);
        var folder = Directory.CreateDirectory(Repository.File("artifacts"));
        File.WriteAllText(Path.Combine(folder.FullName, $"{GetType().Name}.txt"), counts + "\n");
    }
}

public sealed class GeneratedRequestsOnSqlite() : GeneratedRequestsTests(new SqliteApp { Listens = true });

public sealed class GeneratedRequestsOnPostgres() : GeneratedRequestsTests(new PostgresApp { Listens = true }.OrSkip());
