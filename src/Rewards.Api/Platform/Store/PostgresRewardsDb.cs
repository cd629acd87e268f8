using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Rewards.Api.Platform.Store;

/// <summary>The database on a PostgreSQL server.</summary>
public sealed class PostgresRewardsDb(DbContextOptions<PostgresRewardsDb> options) : RewardsDb(options)
{
    private const string ConstraintViolations = "23";

    public override void Checkpoint()
    {
        // The server looks after its log itself.
    }

    /// <summary>Whoever waits here reads what the one before has committed.</summary>
    public override void HoldReference() => Database.ExecuteSql(
        $"SELECT 1 FROM service_state WHERE name = {ServiceState.ReferenceVersion} FOR UPDATE");

    public override IDbContextTransaction BeginSnapshot() => Database.BeginTransaction(IsolationLevel.RepeatableRead);

    protected override bool IsDuplicate(DbException exception) =>
        exception.SqlState == PostgresErrorCodes.UniqueViolation;

    protected override bool IsContention(DbException exception) => exception.SqlState
        is PostgresErrorCodes.SerializationFailure
        or PostgresErrorCodes.DeadlockDetected
        or PostgresErrorCodes.LockNotAvailable;

    /// <summary>A trigger that refuses is one too.</summary>
    protected override bool IsConstraint(DbException exception) =>
        exception.SqlState is { } state
        && (state.StartsWith(ConstraintViolations, StringComparison.Ordinal)
            || state == PostgresErrorCodes.RaiseException);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // Byte order, as SQLite has it: a cursor's place in a list must not depend on the server's language.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            if ((property.GetValueConverter()?.ProviderClrType ?? property.ClrType) == typeof(string))
            {
                property.SetCollation("C");
            }
        }
    }

    /// <summary>Lets <c>dotnet ef</c> make migrations without a server.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PostgresRewardsDb>
    {
        public PostgresRewardsDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresRewardsDb>().UseNpgsql("Host=design-time").Options);
    }
}
