using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.CopyingDatabases;

/// <summary>Reads both sides again, row by row.</summary>
internal sealed class Comparison(RewardsDb from, RewardsDb to)
{
    public IProgress<CopyProgress>? Progress { get; init; }

    /// <summary>Both engines read at the same time.</summary>
    public (IReadOnlyList<TableDigest> Tables, IReadOnlyList<string> Differences) Compare(
        IReadOnlyList<CopiedTable> tables, CancellationToken cancellationToken)
    {
        var (digests, differences) = (new List<TableDigest>(), new List<string>());
        foreach (var table in tables)
        {
            var sides = Task.WhenAll(new[] { from, to }.Select(side =>
                Task.Run(() => TableDigest.Of(table, table.Rows(side), cancellationToken), CancellationToken.None)));
            var (here, there) = (sides.GetAwaiter().GetResult()[0], sides.Result[1]);
            digests.Add(here);
            differences.AddRange(here.Differences(there));
            Progress?.Report(new CopyProgress("comparing", table.Name, digests.Count, tables.Count));
        }

        return (digests, differences);
    }
}
