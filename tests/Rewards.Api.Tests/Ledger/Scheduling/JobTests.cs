using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Scheduling;

/// <summary>Each test has the clock to itself. The alarm clock is off: tests ring by hand.</summary>
public abstract class JobTests<TApp> : IAsyncLifetime
    where TApp : RewardsApp, new()
{
    private readonly TApp app = new();

    private JobRunner Runner => app.Services.GetRequiredService<JobRunner>();

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return app.DisposeAsync();
    }

    [Fact]
    public async Task Operators_see_every_job_its_schedule_and_its_last_run()
    {
        await app.RunJobAsync("expire-lots");

        var jobs = (await app.Operator("auditor").GetAsync("/v1/operator/jobs")).Expect(200);

        Assert.Equal(
            ["carry-out-slots", "end-orders", "expire-holds", "expire-lots", "make-slots", "purge", "reconcile-payments", "settle-payments", "verify-ledger"],
            jobs.Data.Select(job => job["name"]!.GetValue<string>()));
        var expireLots = jobs.Data[3];
        Assert.Equal("2026-11-23T16:10:00.000Z", expireLots["next_due_at"]!.GetValue<string>());
        Assert.Equal("succeeded", expireLots["last_run"]!["status"]!.GetValue<string>());
        Assert.Equal(100, expireLots["last_run"]!["progress"]!["percent"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_due_run_happens_once_however_often_the_alarm_rings()
    {
        var job = Runner.Find("expire-lots")!;
        for (var ring = 0; ring < 5; ring++)
        {
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Runner.RunIfDueAsync(job)));
        }

        app.Time.Advance(TimeSpan.FromDays(1));
        await Runner.RunIfDueAsync(job);

        Assert.Equal(["2026-11-23T16:10:00.000Z", "2026-11-22T16:10:00.000Z"], await DueTimesAsync("expire-lots"));
    }

    [Fact]
    public async Task What_was_missed_for_a_month_is_made_up_once()
    {
        var job = Runner.Find("expire-lots")!;
        await Runner.RunIfDueAsync(job);
        app.Time.Advance(TimeSpan.FromDays(30));

        await Runner.RunIfDueAsync(job);

        Assert.Equal(["2026-12-22T16:10:00.000Z", "2026-11-22T16:10:00.000Z"], await DueTimesAsync("expire-lots"));
    }

    [Fact]
    public async Task How_late_a_run_began_is_measured()
    {
        using var lag = app.Hear<double>("rewards.job.lag");

        await Runner.RunIfDueAsync(Runner.Find("expire-lots")!);

        var due = DateTimeOffset.Parse((await DueTimesAsync("expire-lots")).First(), CultureInfo.InvariantCulture);
        Assert.Contains($"{(app.Time.GetUtcNow() - due).TotalSeconds} job=expire-lots", lag.Lines());
    }

    [Fact]
    public async Task A_run_whose_node_was_killed_is_taken_up_again_when_its_lease_ends()
    {
        var member = await app.SignUpAsync();
        app.Time.Advance(TimeSpan.FromDays(400));
        var dead = await LeaveDeadRunAsync("expire-lots");
        await Runner.RunIfDueAsync(Runner.Find("expire-lots")!);
        Assert.Equal("running", (await ReadRunAsync(dead)).Text("status"));

        app.Time.Advance(JobRun.Lease);
        await Runner.RunIfDueAsync(Runner.Find("expire-lots")!);

        var taken = await ReadRunAsync(dead);
        Assert.Equal(("succeeded", 1), (taken.Text("status"), taken.Number("takeovers")));
        Assert.Equal(0, await (await app.SignInAsync(member.Name)).SpendableAsync());
    }

    [Fact]
    public async Task A_run_by_hand_joins_the_one_that_is_under_way()
    {
        var dead = await LeaveDeadRunAsync("expire-lots");

        var asked = (await app.Operator().PostAsync("/v1/operator/jobs/expire-lots/runs", new { })).Expect(202);

        Assert.Equal(dead, asked.Text("id"));
    }

    [Fact]
    public async Task A_damaged_account_is_set_aside_and_does_not_stop_the_rest()
    {
        var (damaged, well) = (await app.SignUpAsync(), await app.SignUpAsync());
        var lots = await DamageAsync(damaged);
        app.Time.Advance(TimeSpan.FromDays(400));

        var run = await app.RunJobAsync("expire-lots");

        Assert.Equal("succeeded", run.Text("status"));
        Assert.Equal(1, run["report"]!["parked_count"]!.GetValue<long>());
        Assert.Equal(damaged.Id, run["report"]!["parked"]![0]!["what"]!.GetValue<string>());
        Assert.Equal(
            "expired", (await (await app.SignInAsync(well.Name)).EntriesAsync())[0]["kind"]!.GetValue<string>());
        await RepairAsync(damaged, lots);
    }

    [Fact]
    public async Task An_account_whose_next_entry_is_there_already_is_set_aside_too()
    {
        var (damaged, well) = (await app.SignUpAsync(), await app.SignUpAsync());
        await ExecuteAsync("UPDATE account SET last_seq = 0 WHERE member_id = {0}", damaged.Id);
        app.Time.Advance(TimeSpan.FromDays(400));

        var run = await app.RunJobAsync("expire-lots");

        Assert.Equal(
            ("succeeded", damaged.Id), (run.Text("status"), run["report"]!["parked"]![0]!["what"]!.GetValue<string>()));
        Assert.Equal(0, await (await app.SignInAsync(well.Name)).SpendableAsync());
        (await (await app.SignInAsync(damaged.Name)).CheckInAsync()).Expect(500, "internal_error");
        await ExecuteAsync("UPDATE account SET last_seq = 1 WHERE member_id = {0}", damaged.Id);
    }

    [Fact]
    public async Task The_liability_report_counts_accounts_that_it_can_not_read()
    {
        var (damaged, _) = (await app.SignUpAsync(), await app.SignUpAsync());
        var all = (await app.Operator().GetAsync("/v1/operator/reports/liability")).Expect(200);
        var lots = await DamageAsync(damaged);

        var report = (await app.Operator().GetAsync("/v1/operator/reports/liability")).Expect(200);

        Assert.Equal((0, 1), (all.Number("damaged_accounts"), report.Number("damaged_accounts")));
        Assert.Equal(all.Number("points") - 300, report.Number("points"));
        await RepairAsync(damaged, lots);
    }

    [Fact]
    public async Task A_command_on_a_damaged_account_fails_alone()
    {
        var (damaged, well, till) = (await app.SignUpAsync(), await app.SignUpAsync(), app.Till());
        var lots = await DamageAsync(damaged);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(number => till.RedeemAsync(number % 5 == 0 ? damaged : well, 8800, 1)));

        Assert.Equal(
            (4, 16),
            (answers.Count(answer => answer.Code == "internal_error"), answers.Count(answer => answer.Status == 201)));
        await RepairAsync(damaged, lots);
    }

    [Fact]
    public async Task The_purge_deletes_what_has_served_its_time_and_no_more()
    {
        var member = await app.SignUpAsync();
        var (till, key, body) = (app.Till().Caller, Caller.NewKey(), Till.Body(member, 8800, 10, orderNo: "kept"));
        (await till.PostAsync("/v1/redemptions", body, key)).Expect(201);
        app.Time.Advance(TimeSpan.FromDays(399));
        await app.RunJobAsync("purge");
        Assert.True((await till.PostAsync("/v1/redemptions", body, key)).IsReplay);

        app.Time.Advance(TimeSpan.FromDays(1));
        await app.RunJobAsync("purge");

        (await till.PostAsync("/v1/redemptions", body, key)).Expect(409, "duplicate_order");
    }

    [Fact]
    public async Task A_job_that_nobody_knows_is_not_found()
    {
        (await app.Operator().PostAsync("/v1/operator/jobs/nothing/runs", new { })).Expect(404);
        (await app.Operator().GetAsync("/v1/operator/jobs/nothing/runs")).Expect(404);
        (await app.Operator().GetAsync("/v1/operator/jobs/runs/run_nothing")).Expect(404);
        (await app.Operator("auditor").PostAsync("/v1/operator/jobs/purge/runs", new { })).Expect(403, "role_missing");
    }

    private async Task<IEnumerable<string>> DueTimesAsync(string job) =>
        (await app.Operator().GetAsync($"/v1/operator/jobs/{job}/runs")).Data.Select(
            run => run["due_at"]!.GetValue<string>());

    private async Task<Answer> ReadRunAsync(string id) =>
        (await app.Operator().GetAsync("/v1/operator/jobs/runs/" + id)).Expect(200);

    /// <summary>As a node leaves it that dies in the middle of a run.</summary>
    private async Task<string> LeaveDeadRunAsync(string job)
    {
        var now = app.Services.GetRequiredService<Clock>().GetUtcNow();
        var claim = await app.Services.GetRequiredService<LedgerWriter>().RunAsync(
            db => JobClaims.ClaimNow(db, job, ("a node that died", now)));
        return claim.Run!.Id;
    }

    private Task<int> ExecuteAsync(string sql, string memberId) =>
        app.Services.GetRequiredService<LedgerWriter>().RunAsync(db => db.Database.ExecuteSqlRaw(sql, memberId));

    private Task<string> DamageAsync(Member member) => SetLotsAsync(member, "{\"signup/never\":300}");

    private Task<string> RepairAsync(Member member, string lots) => SetLotsAsync(member, lots);

    private Task<string> SetLotsAsync(Member member, string lots) =>
        app.Services.GetRequiredService<LedgerWriter>().RunAsync(db =>
        {
            var row = db.Accounts.Single(account => account.MemberId == member.Id);
            var before = row.Lots;
            db.Entry(row).Property(account => account.Lots).CurrentValue = lots;
            return before;
        });
}

public sealed class JobsOnSqlite : JobTests<SqliteApp>;

public sealed class JobsOnPostgres : JobTests<PostgresApp>;
