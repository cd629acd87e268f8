using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Tests.Platform.Store;

public sealed class ShardedSqlTests : IDisposable
{
    private readonly PostgresRewardsDb db = new(new DbContextOptionsBuilder<PostgresRewardsDb>().UseNpgsql().Options);

    [Theory]
    [InlineData("UPDATE \"account\" SET \"held\" = $1 WHERE \"member_id\" = $2 AND \"version\" = $3")]
    [InlineData("INSERT INTO \"entry\" (\"member_id\", \"seq\") VALUES ($1, $2)")]
    [InlineData("INSERT INTO \"idempotency\" (\"key\", \"status\") VALUES ($1, $2)")]
    [InlineData("INSERT INTO \"audit\" (\"id\") VALUES ($1)")]
    [InlineData("SELECT a.held FROM account AS a WHERE a.member_id = ANY (@members)")]
    [InlineData("SELECT m.id FROM merchant AS m")]
    public void What_stays_in_a_shard_is_let_through(string statement) =>
        Assert.Null(new ShardedSql(db.Model).Broken(statement));

    [Theory]
    [InlineData("UPDATE \"account\" SET \"member_id\" = $1 WHERE \"version\" = $2")]
    [InlineData("UPDATE \"account\" SET \"held\" = $1 WHERE \"member_id\" = ANY ($2)")]
    [InlineData("INSERT INTO \"entry\" (\"seq\") VALUES ($1)")]
    [InlineData("DELETE FROM session AS s WHERE s.expires_at < @now")]
    [InlineData("SELECT a.member_id FROM account AS a WHERE a.next_due <= @now")]
    [InlineData("SELECT a.held FROM account AS a WHERE a.member_id = @one OR a.held > 0")]
    [InlineData(
        "SELECT m.name_zh FROM merchant AS m INNER JOIN redemption AS r ON r.merchant_id = m.id WHERE m.id = @id")]
    [InlineData("UPDATE \"merchant\" SET \"status\" = $1 WHERE \"id\" = $2")]
    [InlineData("INSERT INTO \"unheard_of\" (\"member_id\") VALUES ($1)")]
    public void What_would_ask_other_shards_is_named(string statement) =>
        Assert.EndsWith(statement, new ShardedSql(db.Model).Broken(statement));

    public void Dispose() => db.Dispose();
}
