using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Rewards.Api.Platform.Store;

namespace Rewards.Benchmarks.Engines;

/// <summary>
/// The service's model on any engine: its tables for preparing rows, and the context of the naive service.
/// </summary>
internal sealed class BenchmarkDb(DbContextOptions<BenchmarkDb> options) : RewardsDb(options)
{
    public override void Checkpoint()
    {
    }

    public override void HoldReference()
    {
    }

    public override IDbContextTransaction BeginSnapshot() => Database.BeginTransaction();

    protected override bool IsContention(DbException exception) => false;

    protected override bool IsDuplicate(DbException exception) => false;

    protected override bool IsConstraint(DbException exception) => false;
}
