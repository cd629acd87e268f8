using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rewards.Api.Ledger.Verifying;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.CopyingDatabases;

/// <summary>
/// Fills an empty PostgreSQL database with all that a SQLite file holds, and proves that it does. May be killed at any
/// moment and started again. Table by table in the order of keys, a page and the marker in one transaction: what is
/// there is always a beginning of what must be there, and the last key says where to go on.
/// </summary>
internal sealed class DatabaseCopy
{
    private readonly SqliteDatabase source;
    private readonly PostgresDatabase target;

    /// <exception cref="StartException">They are not of these kinds.</exception>
    public DatabaseCopy(Database source, Database target)
    {
        this.source = source as SqliteDatabase
            ?? throw new StartException($"--from: {source.Name} is not a SQLite file ('Data Source=…').");
        this.target = target as PostgresDatabase
            ?? throw new StartException($"--to: {target.Name} is not a PostgreSQL server ('Host=…').");
    }

    /// <summary>Most rows in one transaction.</summary>
    public int PageSize { get; init; } = 20_000;

    /// <summary>Told after every page; null: nobody asks.</summary>
    public IProgress<CopyProgress>? Progress { get; init; }

    /// <exception cref="StartException">
    /// The source is served or no ledger, or the target holds something else or is away.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was asked to end, between two rows.</exception>
    public CopyReport Run(CancellationToken cancellationToken)
    {
        if (!source.Exists)
        {
            throw new StartException($"There is no database {source.Name}.");
        }

        var watch = Stopwatch.StartNew();
        using var alone = source.LockForServing();
        using var from = OpenSource();
        using var snapshot = from.BeginSnapshot();
        using var to = OpenTarget(from, out var marker);
        try
        {
            var pages = new PagedCopy(from, to, marker) { PageSize = PageSize, Progress = Progress };
            pages.CopyAll(cancellationToken);
            var (tables, differences) = new Comparison(from, to) { Progress = Progress }.Compare(
                pages.Tables, cancellationToken);
            if (differences.Count == 0)
            {
                (tables, differences) = ([.. tables, pages.Finish(out var left)], [.. left]);
            }

            var verification = differences.Count == 0 ? Verify(from, cancellationToken) : null;
            return new CopyReport(
                source.Name, target.Name, pages.Copied, tables, differences, verification, watch.Elapsed);
        }
        catch (NpgsqlException exception)
        {
            throw new StartException(
                $"{target.Name}: {exception.Message} Start the same command again: it goes on from here.", exception);
        }
    }

    private RewardsDb OpenSource()
    {
        var from = source.OpenForReading();
        if (!from.Database.GetAppliedMigrations().Order(StringComparer.Ordinal)
            .SequenceEqual(from.Database.GetMigrations().Order(StringComparer.Ordinal)))
        {
            from.Dispose();
            throw new StartException(
                $"{source.Name} has not the schema of this program: run 'rewards db migrate' on it first.");
        }

        return from;
    }

    private RewardsDb OpenTarget(RewardsDb from, out CopyMarker marker)
    {
        var wanted = CopyMarker.For(source, from);
        using var preparing = target.LockForPreparing();
        var to = target.OpenForWriting();
        try
        {
            to.Database.SetCommandTimeout(TimeSpan.FromHours(1));
            Migrating.Migrate(to);
            marker = wanted.Claim(target, to);
            return to;
        }
        catch
        {
            to.Dispose();
            throw;
        }
    }

    /// <summary>By the clock of the ledger: the sandbox may have moved it.</summary>
    private VerificationReport Verify(RewardsDb from, CancellationToken cancellationToken)
    {
        var clock = new Clock(TimeProvider.System) { Offset = Platform.Reference.ReferenceSnapshot.OffsetOf(from) };
        using var connection = target.OpenReadConnection();
        return LedgerVerifier.Verify(connection, clock.GetUtcNow(), new Told(Progress), cancellationToken);
    }

    private sealed class Told(IProgress<CopyProgress>? progress) : IProgress<VerificationProgress>
    {
        public void Report(VerificationProgress value) =>
            progress?.Report(new CopyProgress("verifying", "ledger", value.Members, value.MembersInAll));
    }
}
