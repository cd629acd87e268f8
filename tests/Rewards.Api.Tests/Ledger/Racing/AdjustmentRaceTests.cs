using Rewards.Api.Tests.Serving.Replicas;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Racing;

/// <summary>What one person gives alone, asked for fifty times at once: never more than the programme lets them.</summary>
public abstract class AdjustmentRaceTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Path = "/v1/operator/adjustments";

    [Fact]
    public async Task One_operator_never_gives_more_alone_than_3000_on_a_day()
    {
        var someone = await app.NewOperatorAsync();
        var members = await Task.WhenAll(Enumerable.Range(0, Race.Runners).Select(_ => app.SignUpAsync()));
        var next = -1;

        var answers = await Race.RunAsync(() =>
            someone.PostKeyedAsync(Path, Body(members[Interlocked.Increment(ref next)], 100)));

        Assert.Equal((30, 20), (
            answers.Count(answer => answer.Status == 201), answers.Count(answer => answer.Status == 202)));
    }

    [Fact]
    public async Task One_operator_never_gives_one_member_more_alone_than_1000_on_a_day()
    {
        var (someone, member) = (await app.NewOperatorAsync(), await app.SignUpAsync());

        var answers = await Race.RunAsync(() => someone.PostKeyedAsync(Path, Body(member, 30)));

        Assert.Equal((33, 17), (
            answers.Count(answer => answer.Status == 201), answers.Count(answer => answer.Status == 202)));
        Assert.Equal(300 + (33 * 30), await member.SpendableAsync());
    }

    [Fact]
    public async Task One_adjustment_is_decided_once()
    {
        var member = await app.SignUpAsync();
        var asked = (await app.Operator().PostKeyedAsync(Path, Body(member, 2000))).Expect(202).Text("id");
        var (approver, turn) = (app.Operator("approver"), 0);

        var answers = await Race.RunAsync(() => Interlocked.Increment(ref turn) % 2 == 0
            ? approver.PostKeyedAsync($"{Path}/{asked}/approve", new { })
            : approver.PostKeyedAsync($"{Path}/{asked}/reject", new { Reason = "No" }));

        var decided = Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(Race.Runners - 1, answers.Count(answer => answer.Code == "adjustment_not_pending"));
        Assert.Equal(decided.Text("status") == "posted" ? 2300 : 300, await member.SpendableAsync());
    }

    private static object Body(Member member, long points) =>
        new { MemberId = member.Id, Points = points, ReasonCode = "test", Note = "A race" };
}

public sealed class AdjustmentRacesOnSqlite(SqliteApp app) : AdjustmentRaceTests<SqliteApp>(app);

public sealed class AdjustmentRacesOnPostgres(PostgresApp app) : AdjustmentRaceTests<PostgresApp>(app.OrSkip());

public sealed class AdjustmentRacesOnTwoNodes(TwoNodesApp app) : AdjustmentRaceTests<TwoNodesApp>(app.OrSkip());
