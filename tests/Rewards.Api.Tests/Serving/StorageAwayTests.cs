using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving;

/// <summary>Somebody else holds SQLite's write lock for longer than anybody waits for it.</summary>
public sealed class StorageAwayTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private static readonly TimeSpan LongerThanAnybodyWaits = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task While_the_database_can_not_be_written_callers_get_503_and_afterwards_all_is_well()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        var statuses = new List<int>();
        var (key, body) = (Caller.NewKey(), Till.Body(member, 8800, 10, capture: true));

        await using (var locked = Lock())
        {
            var until = DateTime.UtcNow + LongerThanAnybodyWaits;
            while (DateTime.UtcNow < until)
            {
                statuses.Add((await till.Caller.PostAsync("/v1/redemptions", body, key)).Status);
            }

            var ready = (await app.Operator("auditor").GetAsync("/health/ready")).Expect(503);
            Assert.Contains("ledger_writer", ready.Body!["unwell"]!.ToJsonString(), StringComparison.Ordinal);
            Assert.Equal(
                """{"status":"unavailable"}""",
                (await app.Caller(null).GetAsync("/health/ready")).Expect(503).Body!.ToJsonString());
        }

        Assert.All(statuses, status => Assert.Equal(503, status));
        await UntilReadyAsync();
        (await till.Caller.PostAsync("/v1/redemptions", body, key)).Expect(201);
        Assert.Equal(290, await member.SpendableAsync());
        (await member.CheckInAsync()).Expect(201);
    }

    /// <summary>Without any traffic but this question.</summary>
    private async Task UntilReadyAsync()
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if ((await app.Caller(null).GetAsync("/health/ready")).Status == 200)
            {
                return;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail("The service did not get ready again.");
    }

    private SqliteConnection Lock()
    {
        var connection =
            new SqliteConnection($"Data Source={app.Services.GetRequiredService<Database>().Name};Pooling=False");
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        return connection;
    }
}
