using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Store;

public sealed class SchemaTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private readonly Database database = app.Services.GetRequiredService<Database>();

    [Fact]
    public void Model_and_migrations_agree()
    {
        using var db = database.OpenForReading();

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(db.Database.GetPendingMigrations());
    }

    [Theory]
    [InlineData("UPDATE entry SET points = points + 1")]
    [InlineData("DELETE FROM entry")]
    [InlineData("UPDATE audit SET actor = 'nobody'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("INSERT OR REPLACE INTO entry SELECT * FROM entry")]
    [InlineData("REPLACE INTO audit SELECT * FROM audit")]
    [InlineData("INSERT INTO entry SELECT * FROM entry WHERE true ON CONFLICT DO UPDATE SET points = 1")]
    [InlineData("INSERT INTO audit SELECT * FROM audit WHERE true ON CONFLICT DO UPDATE SET actor = 'nobody'")]
    public async Task The_database_itself_keeps_history(string sql)
    {
        await app.SignUpWithAsync(500);
        (await app.Operator().PostAsync(
            "/v1/operator/merchants", new { Name = new { Zh = "甲", En = "A" }, Category = "book" })).Expect(201);
        using var db = database.OpenForWriting();

        var refused = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => db.Database.ExecuteSqlRaw(sql));

        Assert.Contains("never changed or deleted", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE account SET available = -1")]
    [InlineData("UPDATE account SET held = -1")]
    [InlineData("UPDATE redemption SET cash_fen = cash_fen + 1")]
    [InlineData(
        "INSERT INTO entry SELECT member_id, seq, id, kind, from_account, from_account, points, slices, "
            + "available_after, reference, business_date, at, programme_version, actor, note FROM entry")]
    public async Task The_database_itself_refuses_what_can_not_be(string sql)
    {
        await app.Till().RedeemAsync(await app.SignUpAsync(), 8800);
        using var db = database.OpenForWriting();

        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => db.Database.ExecuteSqlRaw(sql));
    }

    [Fact]
    public async Task Reading_changes_nothing()
    {
        var member = await app.SignUpAsync();
        var held = await app.Till().RedeemAsync(member, 8800);
        app.Time.Advance(TimeSpan.FromDays(1));
        var before = Fingerprint();

        await member.PointsAsync();
        await member.EntriesAsync();
        await member.Caller.GetAsync("/v1/member/check-ins");
        await member.Caller.GetAsync("/v1/member/redemptions");
        await app.Till().GetAsync(held);
        await app.Till().QuoteAsync(member, Till.Item(8800));
        await app.Operator().GetAsync($"/v1/operator/members/{member.Id}/lots");
        await app.Operator().GetAsync("/v1/operator/reports/liability");

        Assert.Equal(before, Fingerprint());
    }

    [Fact]
    public async Task Writes_survive_power_loss()
    {
        var synchronous = await app.Services.GetRequiredService<LedgerWriter>().RunAsync(db => db.Database
            .SqlQueryRaw<long>("SELECT synchronous AS Value FROM pragma_synchronous").Single());

        Assert.Equal(2, synchronous);
    }

    [Fact]
    public void A_database_that_a_newer_program_made_is_left_alone()
    {
        using var other = new TemporaryDatabase();
        using var db = other.Database.OpenForWriting();
        Migrating.Migrate(db);
        db.Database.ExecuteSqlRaw(
            "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_FromTheFuture', '99.0')");

        var refused = Assert.Throws<StartException>(() => Migrating.Migrate(db));

        Assert.Contains("29990101000000_FromTheFuture", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_before_the_first_release_is_refused_in_one_sentence()
    {
        using var other = new TemporaryDatabase();
        using var db = other.Database.OpenForWriting();
        Migrating.Migrate(db);
        db.Database.ExecuteSqlRaw("DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" NOT LIKE '%Initial'");
        db.Database.ExecuteSqlRaw("UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = '20261124013320_Initial'");

        var refused = Assert.Throws<StartException>(() => Migrating.Migrate(db));

        Assert.Contains("before the first release", refused.Message, StringComparison.Ordinal);
    }

    private string Fingerprint()
    {
        using var connection = database.OpenReadConnection();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT (SELECT group_concat(member_id || version || lots) FROM account) || (SELECT count(*) FROM entry)
                || (SELECT count(*) FROM redemption) || (SELECT count(*) FROM idempotency)
                || (SELECT count(*) FROM used_code)
            """;
        return (string)command.ExecuteScalar()!;
    }
}
