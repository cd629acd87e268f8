using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Domain;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>Checks the whole ledger. A run that finds something fails, and its report says what it found.</summary>
public sealed partial class VerifyLedgerJob(Database database, Clock clock, ILogger<VerifyLedgerJob> logger) : Job
{
    public const string JobName = "verify-ledger";

    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(2);

    public override string Name => JobName;

    public override string Summary =>
        "Recomputes every balance, lot and total with code of its own, and reports what does not hold.";

    public override string Schedule => "0 30 3 * * ?";

    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var progress = new Latest();

        // A thread of its own: the pool has one a core, and they belong to requests.
        var verifying = Task.Factory.StartNew(
            () => Verify(progress, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        while (await Task.WhenAny(verifying, Task.Delay(TellEvery, cancellationToken)) != verifying)
        {
            await TellAsync(run, progress.Value);
        }

        var report = await verifying;
        run.Report = report;
        await TellAsync(
            run, new VerificationProgress(report.Checked.Members, report.Checked.Members, report.Checked.Entries));
        if (report.FindingsInAll > 0)
        {
            Broken(logger, report.FindingsInAll, run.Id);
            throw new LedgerException($"{report.FindingsInAll} findings: see the report.");
        }
    }

    private static Task TellAsync(JobRun run, VerificationProgress? progress)
    {
        if (progress is not null)
        {
            run.Total = progress.MembersInAll;
            run.Count(done: progress.Members - run.Done, changed: 0);
        }

        return run.SaveProgressAsync();
    }

    private VerificationReport Verify(IProgress<VerificationProgress> progress, CancellationToken cancellationToken)
    {
        using var connection = database.OpenReadConnection();
        return LedgerVerifier.Verify(connection, clock.GetUtcNow(), progress, cancellationToken);
    }

    [LoggerMessage(EventId = 1004, Level = LogLevel.Critical,
        Message = "The ledger does not hold: {Findings} findings, see run {Run}.")]
    private static partial void Broken(ILogger logger, long findings, string run);

    private sealed class Latest : IProgress<VerificationProgress>
    {
        private volatile VerificationProgress? value;

        public VerificationProgress? Value => value;

        void IProgress<VerificationProgress>.Report(VerificationProgress progress) => value = progress;
    }
}
