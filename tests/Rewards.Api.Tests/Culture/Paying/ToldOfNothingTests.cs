using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Paying;

/// <summary>What Stripe tells, and does not know when it is asked, stands in nobody's way; nothing is remembered for ever.</summary>
public abstract class ToldOfNothingTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly PayingDesk desk = new(app);

    [Theory]
    [InlineData("checkout.session.completed", "cs_test_nobody")]
    [InlineData("refund.failed", "re_nobody")]
    [InlineData("charge.dispute.created", "dp_nobody")]
    public async Task What_Stripe_does_not_know_is_asked_for_once(string type, string what)
    {
        await desk.TellAsync(what, times: 1, type);

        var first = await app.RunJobAsync("settle-payments");
        var second = await app.RunJobAsync("settle-payments");

        Assert.Equal(("succeeded", 1), (first.Text("status"), Done(first)));
        Assert.Equal(0, Done(second));
    }

    [Fact]
    public async Task A_run_does_all_that_is_due_however_much_it_is()
    {
        const int Many = 201;
        await Task.WhenAll(Enumerable.Range(0, Many).Select(number => desk.TellAsync($"cs_test_many{number}", times: 1)));

        var run = await app.RunJobAsync("settle-payments");

        Assert.Equal(("succeeded", Many), (run.Text("status"), Done(run)));
    }

    [Fact]
    public async Task What_can_not_be_done_for_three_days_is_left_to_the_comparison_of_the_books()
    {
        await desk.FailAsync(new { Calls = "error" });
        await desk.TellAsync("cs_test_later", times: 1);
        app.Time.Advance(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1));

        var within = await app.RunJobAsync("settle-payments");
        app.Time.Advance(TimeSpan.FromMinutes(1));
        var after = await app.RunJobAsync("settle-payments");
        await desk.FailAsync(new { Calls = "normal" });

        Assert.Equal((1, 0), (Done(within), Done(after)));
    }

    [Fact]
    public async Task An_event_is_known_for_90_days()
    {
        await desk.TellAsync("cs_test_old", times: 1);
        await app.RunJobAsync("settle-payments");
        Assert.Equal(0, await HeardAfterAsync(TimeSpan.FromDays(90) - TimeSpan.FromMinutes(1)));

        Assert.Equal(1, await HeardAfterAsync(TimeSpan.FromMinutes(1)));

        async Task<long> HeardAfterAsync(TimeSpan later)
        {
            app.Time.Advance(later);
            await app.RunJobAsync("purge");
            await desk.TellAsync("cs_test_old", times: 1);
            return Done(await app.RunJobAsync("settle-payments"));
        }
    }

    private static long Done(Answer run) => run["progress"]!["done"]!.GetValue<long>();
}

public sealed class ToldOfNothingOnSqlite(SqliteApp app) : ToldOfNothingTests<SqliteApp>(app);

public sealed class ToldOfNothingOnPostgres(PostgresApp app) : ToldOfNothingTests<PostgresApp>(app.OrSkip());
