using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.CopyingDatabases;

/// <summary>
/// Copies tables by pages. The service's own state comes last and at once: with it the target may be served.
/// </summary>
internal sealed class PagedCopy(RewardsDb from, RewardsDb to, CopyMarker marker)
{
    private readonly NpgsqlConnection connection = (NpgsqlConnection)to.Database.GetDbConnection();
    private CopyMarker marker = marker;

    public required int PageSize { get; init; }

    public IProgress<CopyProgress>? Progress { get; init; }

    /// <summary>Rows that this run copied.</summary>
    public long Copied { get; private set; }

    /// <summary>All but the service's state.</summary>
    public IReadOnlyList<CopiedTable> Tables { get; } =
        [.. CopiedTable.AllOf(to).Where(table => table.Name != StateOf(to))];

    private CopiedTable State { get; } = CopiedTable.AllOf(to).Single(table => table.Name == StateOf(to));

    public void CopyAll(CancellationToken cancellationToken)
    {
        var inAll = Tables.Sum(table => table.Count(from));
        foreach (var table in Tables)
        {
            var after = table.Last(to) is { } last ? table.KeyOf(last) : null;
            int rows;
            do
            {
                (rows, after) = CopyPage(table, after, cancellationToken);
                Progress?.Report(new CopyProgress("copying", table.Name, marker.Rows, inAll));
                cancellationToken.ThrowIfCancellationRequested();
            }
            while (rows == PageSize);
        }
    }

    /// <summary>The rest, and the mark that all is there: from now on the target may be served.</summary>
    /// <param name="differences">Empty; otherwise nothing was done.</param>
    public TableDigest Finish(out IReadOnlyList<string> differences)
    {
        to.ChangeTracker.Clear();
        using var transaction = to.Database.BeginTransaction();
        marker.Finish(to);
        var rows = Import(State, State.Rows(from), CancellationToken.None).Rows;
        var here = TableDigest.Of(State, State.Rows(from), CancellationToken.None);
        var there = TableDigest.Of(State, State.Rows(to).Where(row => !CopyMarker.IsIn(row)), CancellationToken.None);
        differences = [.. here.Differences(there)];
        if (differences.Count == 0)
        {
            transaction.Commit();
            Copied += rows;
        }

        return here;
    }

    private (int Rows, object[]? After) CopyPage(
        CopiedTable table, object[]? after, CancellationToken cancellationToken)
    {
        using var transaction = to.Database.BeginTransaction();
        var (rows, last) = Import(table, table.Rows(from, after, PageSize), cancellationToken);
        if (rows == 0)
        {
            return (0, after);
        }

        marker = marker with { Table = table.Name, Rows = marker.Rows + rows };
        marker.Save(to);
        transaction.Commit();
        Copied += rows;
        return (rows, table.KeyOf(last!));
    }

    private (int Rows, object? Last) Import(
        CopiedTable table, IEnumerable<object> page, CancellationToken cancellationToken)
    {
        var (rows, last) = (0, (object?)null);
        using var importer = table.BeginImport(connection);
        foreach (var row in page)
        {
            cancellationToken.ThrowIfCancellationRequested();
            table.Write(importer, row);
            (rows, last) = (rows + 1, row);
        }

        importer.Complete();
        return (rows, last);
    }

    private static string StateOf(RewardsDb db) =>
        db.Model.FindEntityType(typeof(Platform.Store.Rows.ServiceStateRow))!.GetTableName()!;
}
