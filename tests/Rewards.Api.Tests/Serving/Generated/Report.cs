using System.Collections.Concurrent;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>What a run has seen, counted.</summary>
internal sealed class Report
{
    private const int MostShown = 20;

    private readonly ConcurrentDictionary<string, int> statuses = new();
    private readonly ConcurrentDictionary<string, int> reached = new();
    private readonly ConcurrentQueue<(string Kind, string Line)> findings = new();
    private int requests;
    private int valid;

    public int Findings => findings.Count;

    public void Count(GeneratedRequest request, Received received, string? finding)
    {
        Interlocked.Increment(ref requests);
        if (request.IsValid)
        {
            Interlocked.Increment(ref valid);
        }

        statuses.AddOrUpdate(received.Status is { } status ? $"{status}" : "closed", 1, (_, count) => count + 1);
        if (received.Status is >= 200 and < 400)
        {
            reached.AddOrUpdate(request.Shape, 1, (_, count) => count + 1);
        }

        if (finding is not null)
        {
            findings.Enqueue(($"{request.Shape}: {received.Status} {finding}", $"{request}\n    → {received}"));
        }
    }

    /// <summary>How often this was done and not refused.</summary>
    public int Reached(string shape) => reached.GetValueOrDefault(shape);

    /// <summary>What was never done, however often it was asked for.</summary>
    public IReadOnlyList<ApiOperation> Unreached =>
        [.. ApiContract.Operations.Where(operation => Reached(operation.ToString()) == 0)];

    public string Summary =>
        $"{requests} requests, {valid} of them valid as they were made; "
        + string.Join(", ", statuses.OrderBy(status => status.Key, StringComparer.Ordinal)
            .Select(status => $"{status.Key}: {status.Value}"))
        + $"; {findings.Count} findings";

    /// <summary>Each kind of finding once, the most frequent first.</summary>
    public string Shown => string.Join('\n', findings.GroupBy(finding => finding.Kind)
        .OrderByDescending(kind => kind.Count())
        .Take(MostShown)
        .Select(kind => $"{kind.Count()} × {kind.Key}\n  {kind.First().Line}"));
}
