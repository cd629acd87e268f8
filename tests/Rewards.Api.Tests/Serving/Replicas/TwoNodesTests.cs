using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Replicas;

/// <summary>What two nodes owe each other.</summary>
public sealed class TwoNodesTests(TwoNodesApp app) : IClassFixture<TwoNodesApp>
{
    private readonly TwoNodesApp first = app.OrSkip();

    private RewardsApp Second => first.Second;

    [Fact]
    public async Task A_key_issued_on_one_node_opens_the_other_at_once()
    {
        var (_, key) = await IssueKeyAsync();

        (await Second.Caller(key).GetAsync("/v1/redemptions?order_no=none")).Expect(200);
    }

    [Fact]
    public async Task A_key_revoked_on_one_node_is_dead_on_the_other_within_a_second()
    {
        var (path, key) = await IssueKeyAsync();
        (await Second.Caller(key).GetAsync("/v1/redemptions?order_no=none")).Expect(200);

        (await On(first, "op_test_admin").DeleteAsync(path)).Expect(204);

        await WithinASecondAsync(
            async () => (await Second.Caller(key).GetAsync("/v1/redemptions?order_no=none")).Status == 401);
    }

    [Fact]
    public async Task An_operator_revoked_on_one_node_is_dead_there_at_once_and_on_the_other_within_a_second()
    {
        var admin = On(first, "op_test_admin");
        var added = (await admin.PostAsync("/v1/operator/operators", new { Name = "李四", Role = "auditor" }))
            .Expect(201);
        var (id, token) = (added["issued"]!["id"]!.GetValue<string>(), added.Text("token"));
        (await On(Second, token).GetAsync("/v1/operator/programme")).Expect(200);

        (await admin.PostAsync($"/v1/operator/operators/{id}/revoke", new { })).Expect(200);

        (await On(first, token).GetAsync("/v1/operator/programme")).Expect(401, "credential_invalid");
        await WithinASecondAsync(
            async () => (await On(Second, token).GetAsync("/v1/operator/programme")).Status == 401);
    }

    [Fact]
    public async Task A_session_ended_on_one_node_is_dead_on_the_other_within_a_second()
    {
        var member = await first.SignUpAsync();
        var token = member.Session.Text("access_token");
        (await Second.Caller(token).GetAsync("/v1/member")).Expect(200);

        (await On(first, token).DeleteAsync("/v1/member/sessions/current")).Expect(204);

        await WithinASecondAsync(async () => (await Second.Caller(token).GetAsync("/v1/member")).Status == 401);
    }

    [Fact]
    public async Task A_due_run_happens_once_on_two_nodes_that_ring_at_the_same_time()
    {
        first.Time.Advance(TimeSpan.FromDays(1));

        await Task.WhenAll(Runners.SelectMany(runner => Enumerable.Range(0, 10)
            .Select(_ => runner.RunIfDueAsync(runner.Find("expire-lots")!))));

        var runs = (await first.Operator().GetAsync("/v1/operator/jobs/expire-lots/runs")).Expect(200);
        var today = runs.Data.Where(run => run["due_at"]!.GetValue<string>()
            .StartsWith($"{first.Time.GetUtcNow():yyyy-MM-dd}", StringComparison.Ordinal));
        Assert.True(today.Count() <= 1 && runs.Data.Count >= 1, runs.Body!.ToJsonString());
        Assert.Equal(runs.Data.Count, runs.Data.Select(run => run["due_at"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task Two_nodes_that_fire_the_same_job_by_hand_do_what_one_does()
    {
        var member = await first.SignUpAsync();
        first.Time.Advance(TimeSpan.FromDays(500));

        await Task.WhenAll(Runners.SelectMany(runner => Enumerable.Range(0, 5)
            .Select(_ => runner.StartAsync(runner.Find("expire-lots")!))));
        await first.RunJobAsync("expire-lots");

        var again = await first.SignInAsync(member.Name);
        Assert.Equal(
            ["expired", "signup"], (await again.EntriesAsync()).Select(entry => entry["kind"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_node_whose_clock_is_off_by_more_than_5_seconds_says_so_and_runs_no_jobs()
    {
        var database = first.Services.GetRequiredService<Database>();
        var theirs = (await database.ReadClockAsync(TestContext.Current.CancellationToken))!.Value;

        Assert.True(await LookAsync(database, theirs.AddSeconds(-4)));
        Assert.False(await LookAsync(database, theirs.AddSeconds(-7)));
        Assert.False(await LookAsync(database, theirs.AddSeconds(20)));
    }

    private JobRunner[] Runners =>
        [first.Services.GetRequiredService<JobRunner>(), Second.Services.GetRequiredService<JobRunner>()];

    private static Task<bool> LookAsync(Database database, DateTimeOffset now) =>
        new ClockWatch(
            database,
            new HostClock(new FakeTimeProvider(now)),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<ClockWatch>.Instance)
                .LookAsync(TestContext.Current.CancellationToken);

    /// <summary>Straight at one node.</summary>
    private static Caller On(RewardsApp node, string credential)
    {
        var http = new HttpClient(node.Server.CreateHandler()) { BaseAddress = node.Server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", credential);
        return new Caller(http);
    }

    private static async Task WithinASecondAsync(Func<Task<bool>> holds)
    {
        // The promise is a second; a slow machine gets its breath.
        await Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken);
        Assert.True(await holds());
    }

    private async Task<(string Path, string Key)> IssueKeyAsync()
    {
        var admin = On(first, "op_test_admin");
        var merchant = (await admin.PostAsync(
            "/v1/operator/merchants",
            new { Name = new { Zh = "书", En = "Book" }, Category = "book" })).Expect(201).Text("id");
        var issued = (await admin.PostAsync(
            $"/v1/operator/merchants/{merchant}/keys", new { Scopes = new[] { "quote", "redeem" } })).Expect(201);
        return ($"/v1/operator/merchants/{merchant}/keys/{issued["issued"]!["id"]}", issued.Text("key"));
    }
}
