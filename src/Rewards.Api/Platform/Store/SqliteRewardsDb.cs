using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;

namespace Rewards.Api.Platform.Store;

/// <summary>The database in one SQLite file.</summary>
public sealed class SqliteRewardsDb(DbContextOptions<SqliteRewardsDb> options) : RewardsDb(options)
{
    private const long LongestLog = 512L << 20;

    // The plain code is any constraint, a CHECK among them; the extended ones tell which.
    private const int ConstraintViolation = 19;
    private const int UniqueViolation = 2067;
    private const int PrimaryKeyViolation = 1555;

    // Of the triggers that guard history, the only one that an INSERT can meet says that the key is taken.
    private const int TriggerViolation = 1811;

    /// <summary>Tries to keep it for the next reader instead of disposing it; null: it is not kept.</summary>
    internal Func<SqliteRewardsDb, bool>? TryRest { get; init; }

    public override void Dispose()
    {
        if (TryRest?.Invoke(this) is not true)
        {
            base.Dispose();
        }
    }

    public override ValueTask DisposeAsync() =>
        TryRest?.Invoke(this) is true ? ValueTask.CompletedTask : base.DisposeAsync();

    /// <summary>PASSIVE waits for nobody. A log that readers kept from shrinking is cut as soon as it can be.</summary>
    public override void Checkpoint()
    {
        Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(PASSIVE)");
        var log = new FileInfo(Database.GetDbConnection().DataSource + "-wal");
        if (log.Exists && log.Length > LongestLog)
        {
            Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    public override void HoldReference()
    {
        // A transaction for writing is alone from its beginning.
    }

    /// <summary>On a connection for reading, any transaction sees one moment.</summary>
    public override IDbContextTransaction BeginSnapshot() => Database.BeginTransaction();

    protected override bool IsContention(DbException exception) => false;

    protected override bool IsDuplicate(DbException exception) =>
        exception is SqliteException
        {
            SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation or TriggerViolation,
        };

    protected override bool IsConstraint(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: ConstraintViolation };

    /// <summary>Lets <c>dotnet ef</c> make migrations without starting the service.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SqliteRewardsDb>
    {
        public SqliteRewardsDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteRewardsDb>().UseSqlite("Data Source=design-time.db").Options);
    }
}
