using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Paying;

/// <summary>However, and in whatever order, the service hears of a payment, it has one effect.</summary>
public abstract class HearingOfPaymentsTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly PayingDesk desk = new(app);

    [Theory]
    [InlineData("duplicate")]
    [InlineData("drop")]
    public async Task However_it_is_told_it_is_paid_once(string fault)
    {
        var (member, order) = await desk.OrderAsync();
        (await PayingDesk.PayAsync(member, order)).Expect(200);
        await desk.FailAsync(new { Events = fault });
        await desk.PayThereAsync(await PayingDesk.SessionAsync(member, order));
        await desk.FailAsync(new { Events = "normal" });
        await desk.SettleAsync();
        app.Time.Advance(TimeSpan.FromMinutes(30));

        // What was not told is found when the time to pay is over.
        await desk.SettleAsync();

        Assert.Equal("confirmed", (await PayingDesk.ReadAsync(member, order)).Text("status"));
        Assert.Equal((7_000, 0), await desk.BooksAsync(order));
    }

    [Fact]
    public async Task Of_100_copies_of_one_event_one_has_an_effect()
    {
        var (member, order) = await desk.OrderAsync();
        (await PayingDesk.PayAsync(member, order)).Expect(200);
        var session = await PayingDesk.SessionAsync(member, order);
        await desk.FailAsync(new { Events = "drop" });
        await desk.PayThereAsync(session);
        await desk.FailAsync(new { Events = "normal" });

        var statuses = await desk.TellAsync(session, times: 100);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.RunJobAsync("settle-payments")));
        await desk.SettleAsync();

        Assert.All(statuses, status => Assert.Equal(204, status));
        Assert.Equal("confirmed", (await PayingDesk.ReadAsync(member, order)).Text("status"));
        Assert.Equal((7_000, 0), await desk.BooksAsync(order));
        Assert.Empty(app.Verify().Findings);
    }

    [Fact]
    public async Task What_is_told_before_the_answer_of_pay_is_heard()
    {
        var (member, order) = await desk.OrderAsync();
        await desk.FailAsync(new { Calls = "lost_answer" });
        (await PayingDesk.PayAsync(member, order)).Expect(503);
        await desk.FailAsync(new { Calls = "normal" });

        await desk.PayThereAsync(await desk.SessionThereAsync(order));
        await desk.SettleAsync();

        Assert.Equal("confirmed", (await PayingDesk.ReadAsync(member, order)).Text("status"));
        Assert.Equal((7_000, 0), await desk.BooksAsync(order));
    }

    [Fact]
    public async Task A_session_of_which_the_job_heard_first_can_still_be_paid()
    {
        var (member, order) = await desk.OrderAsync();
        await desk.FailAsync(new { Calls = "lost_answer" });
        (await PayingDesk.PayAsync(member, order)).Expect(503);
        await desk.FailAsync(new { Calls = "normal" });
        app.Time.Advance(TimeSpan.FromMinutes(16));
        await desk.SettleAsync();

        var paying = (await PayingDesk.PayAsync(member, order)).Expect(200).Text("url");

        var visitor = new Visitor(app);
        await visitor.SignInAsync(member.Name);
        Assert.Contains(paying, (await visitor.GetAsync($"/orders/{order.Text("id")}/pay")).Text, StringComparison.Ordinal);
    }
}

public sealed class HearingOfPaymentsOnSqlite(SqliteApp app) : HearingOfPaymentsTests<SqliteApp>(app);

public sealed class HearingOfPaymentsOnPostgres(PostgresApp app) : HearingOfPaymentsTests<PostgresApp>(app.OrSkip());
