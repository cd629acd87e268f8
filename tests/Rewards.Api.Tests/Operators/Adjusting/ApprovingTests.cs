using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Operators.Adjusting;

public abstract class ApprovingTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Path = "/v1/operator/adjustments";

    [Fact]
    public async Task A_second_person_approves_and_the_points_move_once()
    {
        var member = await app.SignUpAsync();
        var asked = await AskAsync(member, 5000);
        var approver = app.Operator("approver");
        var key = Caller.NewKey();

        var approved = (await approver.PostAsync(PathOf(asked, "approve"), new { }, key)).Expect(200);
        var again = (await approver.PostAsync(PathOf(asked, "approve"), new { }, key)).Expect(200);

        Assert.Equal(("posted", 5300L), (approved.Text("status"), approved.Number("balance")));
        Assert.Equal(approved.Body!.ToJsonString(), again.Body!.ToJsonString());
        Assert.Equal(5300, await member.SpendableAsync());
        (await approver.PostKeyedAsync(PathOf(asked, "approve"), new { })).Expect(409, "adjustment_not_pending");
    }

    [Fact]
    public async Task A_second_person_says_no_with_a_reason_and_nothing_moves()
    {
        var member = await app.SignUpAsync();
        var asked = await AskAsync(member, -2000);

        var rejected = await app.Operator("approver").PostKeyedAsync(
            PathOf(asked, "reject"), new { Reason = "Not hers" });

        Assert.Equal("rejected", rejected.Expect(200).Text("status"));
        Assert.Equal("Not hers", (await ReadAsync(asked)).Text("decision_reason"));
        Assert.Equal(300, await member.SpendableAsync());
    }

    [Fact]
    public async Task Who_asked_takes_it_back_and_nobody_else_does()
    {
        var asked = await AskAsync(await app.SignUpAsync(), 5000);

        (await app.Operator("admin").PostKeyedAsync(PathOf(asked, "withdraw"), new { }))
            .Expect(403, "not_own_request");
        var withdrawn = (await app.Operator("operator").PostKeyedAsync(PathOf(asked, "withdraw"), new { })).Expect(200);

        Assert.Equal("withdrawn", withdrawn.Text("status"));
        (await app.Operator("approver").PostKeyedAsync(PathOf(asked, "approve"), new { }))
            .Expect(409, "adjustment_not_pending");
    }

    [Theory]
    [InlineData("approve")]
    [InlineData("reject")]
    public async Task Nobody_decides_about_their_own(string verb)
    {
        var admin = app.Operator("admin");
        var asked = (await admin.PostKeyedAsync(Path, Body(await app.SignUpAsync(), 5000))).Expect(202);
        var key = Caller.NewKey();
        object body = verb == "reject" ? new { Reason = "No" } : new { };

        (await admin.PostAsync(PathOf(asked, verb), body, key)).Expect(403, "own_request");

        // Not allowed is no answer to keep.
        (await admin.PostAsync(PathOf(asked, verb), body, key)).Expect(403, "own_request");
        (await app.Operator("approver").PostKeyedAsync(PathOf(asked, verb), body)).Expect(200);
    }

    [Theory]
    [InlineData("auditor", 403)]
    [InlineData("operator", 403)]
    [InlineData("approver", 200)]
    [InlineData("admin", 200)]
    public async Task Not_every_role_may_approve(string role, int status)
    {
        var asked = await AskAsync(await app.SignUpAsync(), 5000);

        (await app.Operator(role).PostKeyedAsync(PathOf(asked, "approve"), new { })).Expect(status);
    }

    [Theory]
    [InlineData(24 * 60 * 60 - 1, 200, "pending_approval")]
    [InlineData(24 * 60 * 60, 409, "lapsed")]
    public async Task After_24_hours_nobody_decides_any_more(int seconds, int status, string shown)
    {
        var asked = await AskAsync(await app.SignUpAsync(), 5000);
        app.Time.Advance(DateTimeOffset.Parse(asked.Text("requested_at")) - app.Time.GetUtcNow());
        app.Time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(shown, (await ReadAsync(asked)).Text("status"));
        Assert.Contains(asked.Text("id"), await ListAsync("status=" + shown));
        (await app.Operator("approver").PostKeyedAsync(PathOf(asked, "approve"), new { })).Expect(status);
    }

    [Fact]
    public async Task Approval_asks_again_whether_the_points_are_there()
    {
        var member = await app.SignUpWithAsync(1200);
        var asked = await AskAsync(member, -1200);
        await app.Till().RedeemAsync(member, 8800, 1);

        var refused = await app.Operator("approver").PostKeyedAsync(PathOf(asked, "approve"), new { });

        refused.Expect(422, "insufficient_points");
        Assert.Equal("pending_approval", (await ReadAsync(asked)).Text("status"));
    }

    [Fact]
    public async Task Small_ones_for_one_member_add_up_and_approved_ones_do_not_count()
    {
        var (admin, member) = (await app.NewOperatorAsync(), await app.SignUpAsync());
        (await admin.PostKeyedAsync(Path, Body(member, 600))).Expect(201);
        var waits = (await admin.PostKeyedAsync(Path, Body(member, -401))).Expect(202);
        (await app.Operator("approver").PostKeyedAsync(PathOf(waits, "approve"), new { })).Expect(200);

        (await admin.PostKeyedAsync(Path, Body(member, -400))).Expect(201);
        (await admin.PostKeyedAsync(Path, Body(member, 1))).Expect(202);
        (await admin.PostKeyedAsync(Path, Body(await app.SignUpAsync(), 1))).Expect(201);
        app.Time.Advance(TimeSpan.FromDays(1));
        (await admin.PostKeyedAsync(Path, Body(member, 1))).Expect(201);
    }

    [Fact]
    public async Task Small_ones_for_many_members_add_up_to_3000()
    {
        var admin = await app.NewOperatorAsync();
        foreach (var (points, status) in new[] { (1000, 201), (-1, 201), (1000, 201), (999, 201), (1, 202) })
        {
            (await admin.PostKeyedAsync(Path, Body(await app.SignUpAsync(), points))).Expect(status);
        }
    }

    [Fact]
    public async Task Adjustments_are_found_by_member_operator_and_day()
    {
        var (member, admin) = (await app.SignUpAsync(), await app.NewOperatorAsync());
        var mine = (await admin.PostKeyedAsync(Path, Body(member, 5))).Expect(201);
        await app.AdjustAsync(await app.SignUpAsync(), 5);

        var by = mine.Text("requested_by");
        Assert.Equal([mine.Text("id")], await ListAsync("member_id=" + member.Id));
        Assert.Equal([mine.Text("id")], await ListAsync("requested_by=" + by));
        Assert.Equal([mine.Text("id")], await ListAsync("requested_by=" + by.Split(':')[1]));
        Assert.Empty(await ListAsync($"member_id={member.Id}&status=rejected"));
        Assert.Empty(await ListAsync($"member_id={member.Id}&to=2026-01-01"));
        (await app.Operator().GetAsync(Path + "?status=open")).Expect(400, "validation_failed");
        (await app.Operator().GetAsync(Path + "/adj_nothing")).Expect(404, "not_found");
        (await app.Operator("approver").PostKeyedAsync(Path + "/adj_nothing/approve", new { })).Expect(404);
    }

    private async Task<Answer> AskAsync(Member member, long points) =>
        (await app.Operator("operator").PostKeyedAsync(Path, Body(member, points))).Expect(202);

    private async Task<Answer> ReadAsync(Answer asked) =>
        (await app.Operator("auditor").GetAsync($"{Path}/{asked.Text("id")}")).Expect(200);

    private async Task<IEnumerable<string>> ListAsync(string query) =>
        (await app.Operator("auditor").GetAsync($"{Path}?limit=100&{query}")).Expect(200).Data
            .Select(one => one["id"]!.GetValue<string>());

    private static string PathOf(Answer asked, string verb) => $"{Path}/{asked.Text("id")}/{verb}";

    private static object Body(Member member, long points) =>
        new { MemberId = member.Id, Points = points, ReasonCode = "correction", Note = "Sorry" };
}

public sealed class ApprovingOnSqlite(SqliteApp app) : ApprovingTests<SqliteApp>(app);

public sealed class ApprovingOnPostgres(PostgresApp app) : ApprovingTests<PostgresApp>(app.OrSkip());
