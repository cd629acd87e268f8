using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Ledger.Expiring;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Store;

/// <summary>What each hot command sends to PostgreSQL: nothing that would have to ask more than one shard.</summary>
public sealed class HotCommandTests : IClassFixture<PostgresApp>
{
    private readonly PostgresApp app;
    private readonly Database database;

    public HotCommandTests(PostgresApp app)
    {
        this.app = app.OrSkip();
        database = app.Services.GetRequiredService<Database>();
    }

    [Fact]
    public async Task Signing_in_names_the_member_and_the_inviter()
    {
        var inviter = await app.SignUpAsync();

        await AssertShardedAsync(() => app.SignUpAsync(inviter.InviteCode));
    }

    [Fact]
    public async Task Checking_in_names_the_member()
    {
        var member = await app.SignUpAsync();

        await AssertShardedAsync(() => member.CheckInAsync());
    }

    [Fact]
    public async Task Redeeming_names_the_member()
    {
        var member = await app.SignUpAsync();

        await AssertShardedAsync(() => app.Till().RedeemAsync(member, 8800));
    }

    [Fact]
    public async Task Capturing_names_the_member()
    {
        var held = await HoldAsync();

        await AssertShardedAsync(() => app.Till().CaptureAsync(held, 100));
    }

    [Fact]
    public async Task Releasing_names_the_member()
    {
        var held = await HoldAsync();

        await AssertShardedAsync(() => app.Till().ReleaseAsync(held));
    }

    [Fact]
    public async Task Refunding_names_the_member()
    {
        var captured = await app.Till().RedeemAsync(await app.SignUpAsync(), 8800, capture: true);

        await AssertShardedAsync(() => app.Till().RefundAsync(captured, 4400));
    }

    [Fact]
    public async Task Adjusting_names_the_member()
    {
        var member = await app.SignUpAsync();

        await AssertShardedAsync(() => app.AdjustAsync(member, 100));
    }

    [Fact]
    public async Task Booking_an_expiry_names_the_member()
    {
        var held = await HoldAsync();
        var member = held.Text("id");
        app.Time.Advance(TimeSpan.FromMinutes(15));

        await AssertShardedAsync(() => BookAsync(member));
    }

    private async Task<Answer> HoldAsync() => (await app.Till().RedeemAsync(await app.SignUpAsync(), 8800)).Expect(201);

    private async Task<long> BookAsync(string redemptionId)
    {
        using var db = database.OpenForReading();
        var member = db.RedemptionIndex.Single(index => index.Key == redemptionId).MemberId;
        return await app.Services.GetRequiredService<LedgerWriter>().SubmitAsync(new BookAccounts([member]));
    }

    /// <summary>Shows in the test's output what was sent, and looks at every statement of it.</summary>
    private async Task AssertShardedAsync<T>(Func<Task<T>> command)
    {
        using var db = database.OpenForReading();
        using var sql = new SentSql(db.Database.GetDbConnection().Database);
        await command();
        var statements = ShardedSql.StatementsIn(sql.Texts).ToList();
        statements.ForEach(TestContext.Current.TestOutputHelper!.WriteLine);

        var sharded = new ShardedSql(db.Model);
        Assert.Contains(statements, statement =>
            statement.StartsWith("UPDATE \"account\"") || statement.StartsWith("INSERT INTO \"account\""));
        Assert.Empty(statements.Select(sharded.Broken).OfType<string>());
    }
}
