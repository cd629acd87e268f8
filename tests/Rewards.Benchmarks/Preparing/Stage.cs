using Rewards.Benchmarks.Asking;
using Rewards.Benchmarks.Engines;
using Rewards.Benchmarks.Measuring;
using Rewards.Benchmarks.Reporting;
using Rewards.Benchmarks.Running;
using Rewards.Domain.Programmes;

namespace Rewards.Benchmarks.Preparing;

/// <summary>
/// All that a run needs: a folder of its own, a migrated and seeded database, the published service, credentials.
/// Everything is gone when it is disposed.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly (string MerchantId, string MerchantKey, string OperatorToken) credentials;

    private Stage(
        DirectoryInfo folder,
        Engine engine,
        PublishedService service,
        (string MerchantId, string MerchantKey, string OperatorToken) credentials)
    {
        (this.folder, Engine, Service, this.credentials) = (folder, engine, service, credentials);
        Population = new Population(engine);
    }

    public Engine Engine { get; }

    public PublishedService Service { get; }

    public Population Population { get; }

    public required Report Report { get; init; }

    public static async Task<Stage> SetAsync(string verb, string database, string? connection)
    {
        var folder = Directory.CreateTempSubdirectory("rewards-benchmark-");
        Progress.Say("publishing the service");
        var engine = await Engine.CreateAsync(database, folder.FullName, connection);
        try
        {
            var service = new PublishedService(folder.FullName, engine);
            await service.PublishAsync();
            await service.AskAsync("db", "migrate");
            await service.AskAsync("seed", "apply");
            var machine = await Machine.DescribeAsync(engine, folder.FullName);
            var credentials = await IssueAsync(engine, service);
            await RunMissedJobsAsync(service, credentials.OperatorToken);
            return new Stage(folder, engine, service, credentials) { Report = new Report(verb, engine.Name, machine) };
        }
        catch
        {
            await engine.DisposeAsync();
            folder.Delete(recursive: true);
            throw;
        }
    }

    public async Task<Town> AddAsync(Cohort cohort)
    {
        Progress.Say(
            $"preparing {cohort.Members:N0} members with {(long)cohort.Members * cohort.EntriesEach:N0} entries");
        var members = await Population.AddAsync(cohort);
        await LetTheDiskRestAsync();
        return new Town(
            members,
            credentials.MerchantId,
            credentials.MerchantKey,
            credentials.OperatorToken,
            BoxOffice.Open(Engine));
    }

    /// <summary>What the system still has to write would be measured as the service's own.</summary>
    private async Task LetTheDiskRestAsync()
    {
        if (OperatingSystem.IsLinux())
        {
            await Programs.RunAsync("sync", folder.FullName, []);
        }
    }

    /// <summary>Verifies, prints and writes what was found.</summary>
    /// <returns>The exit code: 1 where the ledger did not verify.</returns>
    public async Task<int> FinishAsync()
    {
        await VerifyAsync();
        Report.Print();
        Report.Write();
        return Report.Findings == 0 ? 0 : 1;
    }

    /// <summary>Before a baseline writes rows that follow no rules.</summary>
    public async Task VerifyAsync()
    {
        if (Report.Findings is not null)
        {
            return;
        }

        Progress.Say("verifying the ledger");
        var (findings, took, text) = await Service.VerifyAsync();
        Report.Findings = findings;
        Report.Add("verify, seconds", took.TotalSeconds);
        if (findings > 0)
        {
            Progress.Say(text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>
    /// A service that is new makes up today's runs; on an empty ledger they are nothing, beside a load they would be
    /// measured.
    /// </summary>
    private static async Task RunMissedJobsAsync(PublishedService service, string operatorToken)
    {
        Progress.Say("starting it for the first time");
        await using var server = await service.StartAsync();
        using var client = new OperatorClient(server, operatorToken);
        await client.WaitForMissedRunsAsync();
    }

    private static async Task<(string MerchantId, string MerchantKey, string OperatorToken)> IssueAsync(
        Engine engine, PublishedService service)
    {
        using var db = engine.OpenDb();
        var merchant = db.Merchants.First(row => row.Category == Category.Book).Id;
        var key = await service.AskAsync(
            "keys", "issue", "--merchant", merchant, "--scope", "quote", "redeem", "refund", "member_id");
        var admin = await service.AskAsync("operators", "add", "--name", "benchmark", "--role", "admin");
        return (merchant, key.GetProperty("key").GetString()!, admin.GetProperty("token").GetString()!);
    }
}
