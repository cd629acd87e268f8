using Rewards.Api.Ledger.Verifying;

namespace Rewards.Api.Ledger.CopyingDatabases;

/// <summary>How far a copy is.</summary>
/// <param name="Step">What is being done.</param>
/// <param name="Table">With which table.</param>
/// <param name="Done">Rows copied, or members verified.</param>
/// <param name="InAll">Of how many.</param>
public sealed record CopyProgress(string Step, string Table, long Done, long InAll);

/// <summary>What a copy did, and what came of it.</summary>
/// <param name="Source">Where from.</param>
/// <param name="Target">Where to.</param>
/// <param name="Copied">
/// Rows copied by this run; those of a run before it, which was stopped, are not among them.
/// </param>
/// <param name="Tables">What the source holds, and the target too unless there are differences.</param>
/// <param name="Differences">One sentence each; empty: source and target are equal.</param>
/// <param name="Verification">Of the target by the independent verifier; null where it was not worth while.</param>
/// <param name="Took">All of it.</param>
public sealed record CopyReport(
    string Source,
    string Target,
    long Copied,
    IReadOnlyList<TableDigest> Tables,
    IReadOnlyList<string> Differences,
    VerificationReport? Verification,
    TimeSpan Took)
{
    /// <summary>The target may be served: it is equal to the source, and the ledger is sound.</summary>
    public bool IsGood => Differences.Count == 0 && Verification is { FindingsInAll: 0 };
}
