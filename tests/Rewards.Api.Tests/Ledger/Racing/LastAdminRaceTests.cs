using Rewards.Api.Tests.Serving.Replicas;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Racing;

/// <summary>Two admins who revoke each other, in a service that has no other.</summary>
public abstract class LastAdminRaceTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Path = OperatorsDesk.Path;

    private OperatorsDesk Desk => new(app);

    [Fact]
    public async Task Two_admins_who_revoke_each_other_leave_one()
    {
        var survivor = await Desk.AddAsync("admin");
        (await Desk.RevokeAsync((await Desk.DemoAdminAsync())["id"]!.GetValue<string>(), survivor.Token)).Expect(200);
        for (var repeat = 1; repeat <= 3; repeat++)
        {
            var other = await Desk.AddAsync("admin", by: survivor.Token);

            await RevokeEachOtherAsync(survivor, other);

            (string Id, string Token)[] left = [.. await LiveAsync(survivor), .. await LiveAsync(other)];
            Assert.True(left.Length == 1, $"repeat {repeat}: {left.Length} are left");
            survivor = left[0];
        }
    }

    private async Task RevokeEachOtherAsync((string Id, string Token) one, (string Id, string Token) other)
    {
        var turn = 0;
        var answers = await Race.RunAsync(() => Interlocked.Increment(ref turn) % 2 == 0
            ? app.Caller(one.Token).PostAsync($"{Path}/{other.Id}/revoke", new { })
            : app.Caller(other.Token).PostAsync($"{Path}/{one.Id}/revoke", new { }));
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 200, 401, 409 }));
        await app.UntilAllNodesKnowAsync();
    }

    private async Task<IReadOnlyList<(string Id, string Token)>> LiveAsync((string Id, string Token) admin) =>
        (await app.Caller(admin.Token).GetAsync(Path)).Status == 200 ? [admin] : [];
}

public sealed class LastAdminRaceOnSqlite(SqliteApp app) : LastAdminRaceTests<SqliteApp>(app);

public sealed class LastAdminRaceOnPostgres(PostgresApp app) : LastAdminRaceTests<PostgresApp>(app.OrSkip());

public sealed class LastAdminRaceOnTwoNodes(TwoNodesApp app) : LastAdminRaceTests<TwoNodesApp>(app.OrSkip());
