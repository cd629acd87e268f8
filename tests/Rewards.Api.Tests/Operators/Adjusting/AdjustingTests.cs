using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Operators.Adjusting;

public abstract class AdjustingTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Path = "/v1/operator/adjustments";

    [Fact]
    public async Task An_operator_gives_points_with_a_reason_that_the_member_reads()
    {
        var member = await app.SignUpAsync();

        var posted = (await app.Operator("operator").PostKeyedAsync(Path, Body(member, 520))).Expect(201);

        Assert.Equal(("posted", 820), (posted.Text("status"), posted.Number("balance")));
        var entry = (await member.EntriesAsync())[0];
        Assert.Equal(("adjustment", "Sorry"), (entry["kind"]!.GetValue<string>(), entry["note"]!.GetValue<string>()));
        Assert.Equal(posted.Text("id"), entry["reference"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(1000, 201, 1300)]
    [InlineData(1001, 202, 300)]
    [InlineData(-1001, 202, 300)]
    public async Task More_than_1000_points_wait_for_a_second_person_and_nothing_moves(
        long points, int status, long spendable)
    {
        var member = await app.SignUpAsync();

        var answer = (await app.Operator().PostKeyedAsync(Path, Body(member, points))).Expect(status);

        Assert.Equal(status == 202 ? "pending_approval" : "posted", answer.Text("status"));
        Assert.Equal(spendable, await member.SpendableAsync());
    }

    [Theory]
    [InlineData(-300, 201)]
    [InlineData(-301, 422)]
    public async Task Only_spendable_points_can_be_withdrawn(long points, int status)
    {
        var member = await app.SignUpAsync();

        var answer = (await app.Operator().PostKeyedAsync(Path, Body(member, points))).Expect(status);

        Assert.Equal(status == 422 ? "insufficient_points" : null, answer.Code);
    }

    [Fact]
    public async Task Held_points_can_not_be_withdrawn()
    {
        var member = await app.SignUpAsync();
        await app.Till().RedeemAsync(member, 8800, 200);

        (await app.Operator().PostKeyedAsync(Path, Body(member, -101))).Expect(422, "insufficient_points");
    }

    [Theory]
    [InlineData("""{"member_id":"m","points":0,"reason_code":"goodwill","note":"x"}""", "points")]
    [InlineData("""{"member_id":"m","points":1000000001,"reason_code":"goodwill","note":"x"}""", "points")]
    [InlineData("""{"member_id":"m","points":1,"reason_code":"goodwill","note":""}""", "note")]
    public async Task An_adjustment_says_whose_how_many_and_why(string body, string member)
    {
        var answer = (await app.Operator().PostKeyedAsync(Path, body)).Expect(400, "validation_failed");

        Assert.NotNull(answer["errors"]![member]);
    }

    [Theory]
    [InlineData("auditor", 403)]
    [InlineData("approver", 403)]
    [InlineData("operator", 201)]
    [InlineData("admin", 201)]
    public async Task Not_every_role_may_adjust(string role, int status)
    {
        var member = await app.SignUpAsync();

        (await app.Operator(role).PostKeyedAsync(Path, Body(member, 1))).Expect(status);
    }

    [Fact]
    public async Task Every_adjustment_leaves_an_audit_record()
    {
        var posted = await app.Operator().PostKeyedAsync(Path, Body(await app.SignUpAsync(), 7));

        var audit = (await app.Operator("auditor").GetAsync("/v1/operator/audit?limit=100")).Expect(200);

        var record = Assert.Single(audit.Data, record => record["target"]!.GetValue<string>() == posted.Text("id"));
        Assert.Equal("adjustment.posted", record["action"]!.GetValue<string>());
        Assert.StartsWith("operator:opr_", record["actor"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(7, record["detail"]!["points"]!.GetValue<long>());
    }

    private static object Body(Member member, long points) =>
        new { MemberId = member.Id, Points = points, ReasonCode = "goodwill", Note = "Sorry" };
}

public sealed class AdjustingOnSqlite(SqliteApp app) : AdjustingTests<SqliteApp>(app);

public sealed class AdjustingOnPostgres(PostgresApp app) : AdjustingTests<PostgresApp>(app.OrSkip());
