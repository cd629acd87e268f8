using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Measuring;

/// <summary>Counted is what was committed, through HTTP.</summary>
public sealed class LedgerMetricsTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private readonly Till till = app.Till();

    [Fact]
    public async Task Points_that_members_get_are_counted_by_their_source()
    {
        using var issued = app.Hear<long>("rewards.points.issued");

        var member = await app.SignUpAsync();
        await app.SignUpAsync(member.InviteCode);
        await member.CheckInAsync();
        await app.AdjustAsync(member, 70);

        Assert.Equal(
            ["300 kind=signup", "300 kind=signup", "100 kind=invitation", "5 kind=check_in", "70 kind=adjustment"],
            issued.Lines());
    }

    [Fact]
    public async Task Points_that_leave_and_come_back_are_counted_by_what_became_of_them()
    {
        using var held = app.Hear<long>("rewards.points.held");
        using var spent = app.Hear<long>("rewards.points.spent");
        using var released = app.Hear<long>("rewards.points.released");
        using var refunded = app.Hear<long>("rewards.points.refunded");
        using var withdrawn = app.Hear<long>("rewards.points.withdrawn");
        var member = await app.SignUpAsync();

        await till.ReleaseAsync(await till.RedeemAsync(member, 8800, 10));
        await till.CaptureAsync(await till.RedeemAsync(member, 8800, 20));
        await till.RefundAsync(await till.RedeemAsync(member, 8800, 30, capture: true));
        await app.AdjustAsync(member, -40);

        Assert.Equal(["10 kind=hold", "20 kind=hold"], held.Lines());
        Assert.Equal(["20 kind=capture", "30 kind=capture"], spent.Lines());
        Assert.Equal(["10 kind=release"], released.Lines());
        Assert.Equal(["30 kind=refund"], refunded.Lines());
        Assert.Equal(["40 kind=adjustment"], withdrawn.Lines());
    }

    [Fact]
    public async Task What_time_ended_is_counted_when_it_is_booked()
    {
        using var expired = app.Hear<long>("rewards.points.expired");
        using var released = app.Hear<long>("rewards.points.released");
        using var redemptions = app.Hear<long>("rewards.redemptions");
        var member = await app.SignUpAsync();
        await till.RedeemAsync(member, 8800, 10);

        app.Time.Advance(TimeSpan.FromDays(500));
        await app.RunJobAsync("expire-lots");

        Assert.Contains("10 kind=hold_expired", released.Lines());
        Assert.Contains("1 outcome=expired", redemptions.Lines());
        Assert.Contains(expired.Lines(), line => line.EndsWith(" kind=expired", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redemptions_are_counted_by_outcome_and_a_refusal_by_its_code()
    {
        using var redemptions = app.Hear<long>("rewards.redemptions");
        var member = await app.SignUpAsync();

        var captured = await till.RedeemAsync(member, 8800, 10, capture: true);
        await till.RefundAsync(captured);
        await till.CaptureAsync(await till.RedeemAsync(member, 8800, 10));
        var released = await till.RedeemAsync(member, 8800, 10);
        await till.ReleaseAsync(released);
        await till.CaptureAsync(released);
        await till.RedeemAsync(member, 8800, 100_000);

        string[] outcomes = ["captured", "refunded", "held", "captured", "held", "released"];
        Assert.Equal(
            [
                .. outcomes.Select(outcome => "1 outcome=" + outcome),
                "1 code=redemption_not_held outcome=refused",
                "1 code=insufficient_points outcome=refused",
            ],
            redemptions.Lines());
    }

    [Fact]
    public async Task A_replay_and_a_refused_adjustment_are_no_redemptions()
    {
        var (member, key) = (await app.SignUpAsync(), Caller.NewKey());
        var body = Till.Body(member, 8800, 10);
        await till.Caller.PostAsync("/v1/redemptions", body, key);
        using var redemptions = app.Hear<long>("rewards.redemptions");

        Assert.True((await till.Caller.PostAsync("/v1/redemptions", body, key)).IsReplay);
        var withdrawal = new { MemberId = member.Id, Points = -1_000, ReasonCode = "test", Note = "Too much" };
        (await app.Operator().PostKeyedAsync("/v1/operator/adjustments", withdrawal)).Expect(422);

        Assert.Empty(redemptions.Lines());
    }

    [Fact]
    public async Task Groups_and_their_commits_are_measured()
    {
        var member = await app.SignUpWithAsync(1000);
        using var size = app.Hear<int>("rewards.writer.group.size");
        using var took = app.Hear<double>("rewards.writer.commit.duration");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => till.RedeemAsync(member, 8800, 1)));

        Assert.Equal(50, size.GetMeasurementSnapshot().EvaluateAsCounter());
        Assert.Equal(size.GetMeasurementSnapshot().Count, took.GetMeasurementSnapshot().Count);
        Assert.All(took.GetMeasurementSnapshot(), commit => Assert.InRange(commit.Value, 0.000_001, 10));
    }

    [Fact]
    public void Every_lane_tells_how_many_commands_wait_for_it()
    {
        using var queue = app.Hear<int>("rewards.writer.queue");

        queue.RecordObservableInstruments();

        Assert.Equal(["0 lane=0"], queue.Lines());
    }

    [Fact]
    public async Task No_label_names_a_member_or_a_merchant()
    {
        string[] counters = ["issued", "held", "spent", "released", "refunded", "expired", "withdrawn"];
        var collectors = counters.Select(name => app.Hear<long>("rewards.points." + name))
            .Append(app.Hear<long>("rewards.redemptions"))
            .ToList();

        var member = await app.SignUpAsync();
        await till.RefundAsync(await till.RedeemAsync(member, 8800, 30, capture: true));

        var lines = collectors.SelectMany(collector => collector.Lines()).ToList();
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line =>
            line.Contains("mem_", StringComparison.Ordinal) || line.Contains("mch_", StringComparison.Ordinal));
        collectors.ForEach(collector => collector.Dispose());
    }
}

/// <summary>Where lanes are faster than each other.</summary>
public sealed class ClashMetricsTests : IClassFixture<PostgresApp>
{
    private readonly PostgresApp app;

    public ClashMetricsTests(PostgresApp app)
    {
        app.Settings["Ledger:Lanes"] = "4";
        this.app = app.OrSkip();
    }

    [Fact]
    public async Task Clashes_are_counted_and_nobody_feels_them()
    {
        const int Rounds = 15;
        var (member, till) = (await app.SignUpWithAsync(1000), app.Till());
        using var clashes = app.Hear<long>("rewards.writer.clashes");

        // Whether two lanes meet is up to the machine.
        for (var round = 0; round < Rounds && clashes.Lines().Count == 0; round++)
        {
            var holds = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => till.RedeemAsync(member, 8800, 1)));

            // A capture goes to the lane of its redemption, and all of them change one account.
            var captures = await Task.WhenAll(holds.Select(hold => till.CaptureAsync(hold)));
            Assert.All(captures, capture => capture.Expect(200));
        }

        Assert.NotEmpty(clashes.Lines());
    }
}
