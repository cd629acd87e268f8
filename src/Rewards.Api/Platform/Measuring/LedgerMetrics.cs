using System.Diagnostics.Metrics;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Platform.Measuring;

/// <summary>
/// What operators watch from outside. Counted from what was committed, never from what was asked for; labels have few
/// values, never an id. Names, units and labels are a contract with dashboards: docs/metrics.md lists them.
/// </summary>
public sealed class LedgerMetrics
{
    public const string MeterName = "Rewards";

    private const string Points = "{point}";
    private const string Commands = "{command}";

    private readonly Meter meter;
    private readonly PointCounters points;
    private readonly Counter<long> redemptions;
    private readonly Counter<long> clashes;
    private readonly Histogram<int> groupSize;
    private readonly Histogram<double> commitTime;
    private readonly Histogram<double> jobLag;

    public LedgerMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        points = new PointCounters(meter);
        redemptions = meter.CreateCounter<long>("rewards.redemptions", "{redemption}", "What became of redemptions.");
        clashes = meter.CreateCounter<long>(
            "rewards.writer.clashes",
            "{clash}",
            "Groups that another writer was faster than, and that were decided anew.");
        groupSize = Histogram(
            "rewards.writer.group.size",
            Commands,
            "Commands that were committed together.",
            [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]);
        commitTime = Histogram(
            "rewards.writer.commit.duration",
            "s",
            "From the first row of a group to the end of its commit.",
            [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5]);
        jobLag = Histogram(
            "rewards.job.lag",
            "s",
            "How long after its time a run began.",
            [0.1, 1.0, 5, 10, 30, 60, 300, 1800, 3600, 21_600, 86_400]);
    }

    internal static KeyValuePair<string, object?> Label(string name, object value) => new("rewards." + name, value);

    /// <summary>A group is in the database.</summary>
    /// <param name="entries">What it booked.</param>
    /// <param name="outcomes">What became of redemptions in it.</param>
    /// <param name="commands">How many had a part in it.</param>
    /// <param name="took">To write and commit it.</param>
    internal void Committed(
        IEnumerable<Entry> entries, IEnumerable<RedemptionOutcome> outcomes, int commands, TimeSpan took)
    {
        groupSize.Record(commands);
        commitTime.Record(took.TotalSeconds);
        foreach (var entry in entries)
        {
            points.Count(entry);
            if (entry.Kind == EntryKind.HoldExpired)
            {
                Count(RedemptionOutcome.Expired);
            }
        }

        foreach (var outcome in outcomes)
        {
            Count(outcome);
        }
    }

    internal void Clashed() => clashes.Add(1);

    /// <param name="job">Its name.</param>
    /// <param name="lag">From when it was due until now.</param>
    internal void JobBegan(string job, TimeSpan lag) => jobLag.Record(lag.TotalSeconds, Label("job", job));

    /// <param name="waiting">Commands that wait, by lane.</param>
    internal void WatchQueues(Func<IEnumerable<int>> waiting) => meter.CreateObservableGauge(
        "rewards.writer.queue",
        () => waiting().Select((count, lane) => new Measurement<int>(count, Label("lane", lane))),
        Commands,
        "Commands that wait for a lane.");

    private void Count(RedemptionOutcome outcome)
    {
        if (outcome.Code is { } code)
        {
            redemptions.Add(1, Label("outcome", outcome.Name), Label("code", code));
        }
        else
        {
            redemptions.Add(1, Label("outcome", outcome.Name));
        }
    }

    private Histogram<T> Histogram<T>(string name, string unit, string description, IReadOnlyList<T> buckets)
        where T : struct =>
        meter.CreateHistogram(
            name, unit, description, null, new InstrumentAdvice<T> { HistogramBucketBoundaries = buckets });

    /// <summary>Points that moved, by what became of them.</summary>
    private sealed class PointCounters(Meter meter)
    {
        private readonly Counter<long> issued = meter.CreateCounter<long>(
            "rewards.points.issued", Points, "Points that members got.");
        private readonly Counter<long> held = meter.CreateCounter<long>(
            "rewards.points.held", Points, "Points set aside for redemptions.");
        private readonly Counter<long> spent = meter.CreateCounter<long>(
            "rewards.points.spent", Points, "Points captured by merchants.");
        private readonly Counter<long> released = meter.CreateCounter<long>(
            "rewards.points.released", Points, "Held points given back.");
        private readonly Counter<long> refunded = meter.CreateCounter<long>(
            "rewards.points.refunded", Points, "Spent points given back.");
        private readonly Counter<long> expired = meter.CreateCounter<long>(
            "rewards.points.expired", Points, "Points that ended unused.");
        private readonly Counter<long> withdrawn = meter.CreateCounter<long>(
            "rewards.points.withdrawn", Points, "Points taken by operators.");

        private readonly Dictionary<EntryKind, object> kinds = Enum.GetValues<EntryKind>()
            .ToDictionary(kind => kind, kind => (object)WireName.Of(kind));

        public void Count(Entry entry) => Of(entry).Add(entry.Points.Value, Label("kind", kinds[entry.Kind]));

        private Counter<long> Of(Entry entry) => entry.Kind switch
        {
            EntryKind.Signup or EntryKind.CheckIn or EntryKind.Invitation => issued,
            EntryKind.Adjustment => entry.To == LedgerAccount.Withdrawn ? withdrawn : issued,
            EntryKind.Hold => held,
            EntryKind.Capture => spent,
            EntryKind.Release or EntryKind.HoldExpired => released,
            EntryKind.Refund => refunded,
            EntryKind.Expired => expired,
        };
    }
}
