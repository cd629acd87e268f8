using System.Diagnostics;
using System.Text.Json;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.Scheduling;

/// <summary>
/// A run under way, as its job sees it: reports how far it is, and keeps the lease alive by doing so.
/// </summary>
public sealed class JobRun
{
    /// <summary>How long a node may be silent before its run is taken over.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private const int MostParkedShown = 100;

    /// <summary>How long storage or live traffic may keep a run waiting: well within its lease.</summary>
    private static readonly TimeSpan Patience = Lease / 2;

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    private readonly JobRunRow row;
    private readonly LedgerWriter writer;
    private readonly Clock clock;
    private readonly List<object> parked = [];

    internal JobRun(JobRunRow row, LedgerWriter writer, Clock clock) =>
        (this.row, this.writer, this.clock, Done, Changed) = (row, writer, clock, row.Done, row.Changed);

    public string Id => row.Id;

    /// <summary>Things looked at so far, those before a takeover included.</summary>
    public long Done { get; private set; }

    /// <summary>Things changed so far.</summary>
    public long Changed { get; private set; }

    /// <summary>Things to look at in all; null when it can't be known.</summary>
    public long? Total { get; set; }

    /// <summary>How many could not be handled and were set aside.</summary>
    public long Parked { get; private set; }

    /// <summary>What the run found out, for operators; shown as JSON.</summary>
    public object? Report { get; set; }

    public void Count(long done, long changed) => (Done, Changed) = (Done + done, Changed + changed);

    /// <summary>Sets a row aside that can't be handled: it is reported and does not stop the others.</summary>
    public void Park(string what, string reason)
    {
        Parked++;
        if (parked.Count < MostParkedShown)
        {
            parked.Add(new { what, reason });
            Report = new { parked_count = Parked, parked };
        }
    }

    public override string ToString() => $"{Id}: {Done} looked at, {Changed} changed, {Parked} set aside";

    /// <summary>Call between chunks.</summary>
    /// <exception cref="LeaseLostException">Another node has taken the run over: stop.</exception>
    public Task SaveProgressAsync() => SaveAsync(saved => saved.LeaseUntil = clock.GetUtcNow() + Lease);

    internal Task EndAsync(JobRunStatus status, string? error) => SaveAsync(saved =>
    {
        saved.Status = status;
        saved.FinishedAt = clock.GetUtcNow();
        saved.Error = error;
    });

    /// <summary>Stops here and lets any node go on at once.</summary>
    internal Task HandOverAsync() => SaveOnceAsync(saved => saved.LeaseUntil = clock.GetUtcNow());

    private async Task SaveAsync(Action<JobRunRow> change)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await SaveOnceAsync(change);
                return;
            }
            catch (UnavailableException) when (Stopwatch.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(Breath);
            }
        }
    }

    private async Task SaveOnceAsync(Action<JobRunRow> change)
    {
        var isOurs = await writer.RunAsync(db =>
        {
            var saved = db.JobRuns.Find(row.Id);
            if (saved is null || saved.Node != row.Node || saved.Status != JobRunStatus.Running)
            {
                return false;
            }

            (saved.Done, saved.Changed, saved.Total) = (Done, Changed, Total);
            saved.Report = Report is null ? null : JsonSerializer.Serialize(Report, ApiJson.Options);
            change(saved);
            return true;
        });
        if (!isOurs)
        {
            throw new LeaseLostException();
        }
    }
}

/// <summary>This node was silent for too long, and another one has taken its run over.</summary>
public sealed class LeaseLostException : Exception
{
    public LeaseLostException()
        : base("Another node has taken the run over.")
    {
    }

    public LeaseLostException(string message)
        : base(message)
    {
    }

    public LeaseLostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
