using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Serving.Sandbox.Stripe;
using Rewards.Api.Tests.Culture.Paying;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.OverseeingPayments;

/// <summary>Of two tickets at 50 yuan a member's 300 points pay 30, and Stripe took 70.</summary>
public abstract class PaymentCaseTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Path = "/v1/operator/payments";

    private readonly PayingDesk desk = new(app);

    [Fact]
    public async Task What_is_disputed_lets_nobody_in_and_gives_nothing_back_until_it_is_won()
    {
        var (member, order) = await desk.PaidAsync();
        var dispute = await desk.DisputeAsync(order);

        (await CancelAsync(member, order)).Expect(409, "order_disputed");
        (await AdmitAsync(order)).Expect(409, "order_disputed");
        var open = await CaseOfAsync(order, "disputed");
        (await ResolveAsync(open, "won")).Expect(422, "decision_not_possible");

        await desk.CloseAsync(dispute, "win");
        (await ResolveAsync(open, "lost")).Expect(422, "decision_not_possible");
        (await ResolveAsync(open, "won")).Expect(202);
        (await CancelAsync(member, order)).Expect(409, "order_disputed");
        Assert.Equal("resolved", (await ApproveAsync(open)).Expect(200).Text("status"));

        (await CancelAsync(member, order)).Expect(200);
        await desk.SettleAsync();
        Assert.Equal((7_000, 7_000), await desk.BooksAsync(order));
    }

    [Fact]
    public async Task What_is_lost_stays_frozen_and_takes_nothing_twice()
    {
        var (member, order) = await desk.PaidAsync();
        await desk.CloseAsync(await desk.DisputeAsync(order), "lose");
        var open = await CaseOfAsync(order, "disputed");
        (await ResolveAsync(open, "lost")).Expect(202);
        (await ApproveAsync(open)).Expect(200);

        (await CancelAsync(member, order)).Expect(409, "order_disputed");
        Assert.Equal((7_000, 0), await desk.BooksAsync(order));
        Assert.Equal(0, await member.SpendableAsync());
        Assert.Equal("succeeded", (await app.RunJobAsync("verify-ledger")).Text("status"));
    }

    [Fact]
    public async Task A_dispute_that_nobody_told_of_is_found()
    {
        var (member, order) = await desk.PaidAsync();
        await desk.FailAsync(new { Events = "drop" });
        var dispute = await desk.DisputeAsync(order);
        await ReconcileAsync();
        (await CancelAsync(member, order)).Expect(409, "order_disputed");

        await desk.CloseAsync(dispute, "win");
        await desk.FailAsync(new { Events = "normal" });
        app.Time.Advance(TimeSpan.FromDays(3));
        await ReconcileAsync();

        (await ResolveAsync(await CaseOfAsync(order, "disputed"), "won")).Expect(202);
    }

    [Fact]
    public async Task A_refund_that_failed_is_sent_again_when_two_persons_say_so()
    {
        var (member, order) = await desk.PaidAsync();
        (await CancelAsync(member, order)).Expect(200);
        await desk.SettleAsync();
        await desk.FailRefundAsync(order);
        Assert.Equal((7_000, 0), await desk.BooksAsync(order));

        var open = await CaseOfAsync(order, "refund_failed");
        (await ApproveAsync(open)).Expect(409, "case_not_pending");
        (await ResolveAsync(open, "won")).Expect(422, "decision_not_possible");
        (await ResolveAsync(open, "retry")).Expect(202);
        (await ResolveAsync(open, "settled_outside")).Expect(409, "case_not_open");
        await desk.SettleAsync();
        Assert.Equal((7_000, 0), await desk.BooksAsync(order));

        var answers = await Race.RunAsync(() => ApproveAsync(open));
        await desk.SettleAsync();
        Assert.Equal(1, answers.Count(answer => answer.Status == 200));
        Assert.Equal((7_000, 7_000), await desk.BooksAsync(order));
        await ReconcileAsync();
    }

    [Fact]
    public async Task Nobody_approves_their_own_and_what_is_rejected_is_open_again()
    {
        var (member, order) = await desk.PaidAsync();
        (await CancelAsync(member, order)).Expect(200);
        await desk.SettleAsync();
        await desk.FailRefundAsync(order);
        var open = await CaseOfAsync(order, "refund_failed");
        var admin = app.Operator("admin");

        (await admin.PostKeyedAsync($"{Path}/{open}/resolve", new { Decision = "retry", Reason = "Asked the bank" })).Expect(202);
        (await admin.PostKeyedAsync($"{Path}/{open}/approve", new { })).Expect(403, "own_request");
        (await app.Operator("approver").PostKeyedAsync($"{Path}/{open}/reject", new { Reason = "Not yet" })).Expect(200);

        var again = (await admin.GetAsync($"{Path}/{open}")).Expect(200);
        Assert.Equal(("open", null), (again.Text("status"), again["decision"]?.ToString()));
        Assert.Equal(["retry", "settled_outside"], again["decisions"]!.AsArray().Select(one => one!.GetValue<string>()));
    }

    [Fact]
    public async Task What_was_paid_wrongly_confirms_nothing_and_goes_back_as_it_came()
    {
        var (member, order) = await desk.OrderAsync();
        (await PayingDesk.PayAsync(member, order)).Expect(200);
        var session = await PayingDesk.SessionAsync(member, order);
        await ChangeAsync(session, there => there with { Amount = 6_999 });
        await desk.PayThereAsync(session);
        await desk.SettleAsync();

        Assert.Equal("awaiting_payment", (await PayingDesk.ReadAsync(member, order)).Text("status"));
        var open = await CaseOfAsync(order, "quarantined");
        var shown = (await app.Operator().GetAsync($"{Path}/{open}")).Expect(200);
        Assert.Equal((6_999, "amount"), (shown.Number("amount_fen"), shown.Text("cause")));
        (await ResolveAsync(open, "refund")).Expect(202);
        (await ApproveAsync(open)).Expect(200);
        await desk.SettleAsync();

        Assert.Equal((6_999, 6_999), await desk.BooksAsync(order));
        Assert.Equal("succeeded", (await app.RunJobAsync("verify-ledger")).Text("status"));
    }

    [Fact]
    public async Task What_was_not_told_is_found_and_what_differs_is_reported()
    {
        var (member, order) = await desk.OrderAsync();
        (await PayingDesk.PayAsync(member, order)).Expect(200);
        var session = await PayingDesk.SessionAsync(member, order);
        await desk.FailAsync(new { Events = "drop" });
        await desk.PayThereAsync(session);
        await desk.FailAsync(new { Events = "normal" });

        await ReconcileAsync();
        Assert.Equal("confirmed", (await PayingDesk.ReadAsync(member, order)).Text("status"));

        await ChangeAsync(session, there => there with { Amount = 7_001 });
        var run = await app.RunJobAsync("reconcile-payments");
        await ChangeAsync(session, there => there with { Amount = 7_000 });
        Assert.Equal("failed", run.Text("status"));
        Assert.Contains("7001 fen at the provider, 7000 here", run["report"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task ReconcileAsync()
    {
        var run = await app.RunJobAsync("reconcile-payments");
        Assert.True(run.Text("status") == "succeeded", run.Body!.ToJsonString());
    }

    private Task<FakeSession?> ChangeAsync(string session, Func<FakeSession, FakeSession> change) =>
        app.Services.GetRequiredService<FakeStripeBooks>().ChangeAsync(session, change);

    private static Task<Answer> CancelAsync(Member member, Answer order) =>
        member.Caller.PostKeyedAsync($"/v1/member/orders/{order.Text("id")}/cancel", new { });

    private Task<Answer> AdmitAsync(Answer order) => desk.Cinema.Merchant.PostKeyedAsync(
        "/v1/admissions", new { TicketIds = new[] { PayingDesk.Ticket(order, 0) }, Manual = true });

    private async Task<string> CaseOfAsync(Answer order, string state)
    {
        var cases = (await app.Operator("auditor").GetAsync($"{Path}?state={state}&order_id={order.Text("id")}")).Expect(200);
        return Assert.Single(cases.Data)["id"]!.GetValue<string>();
    }

    private Task<Answer> ResolveAsync(string id, string decision) =>
        app.Operator("operator").PostKeyedAsync($"{Path}/{id}/resolve", new { Decision = decision, Reason = "Seen at Stripe" });

    private Task<Answer> ApproveAsync(string id) => app.Operator("approver").PostKeyedAsync($"{Path}/{id}/approve", new { });
}

public sealed class PaymentCasesOnSqlite(SqliteApp app) : PaymentCaseTests<SqliteApp>(app);

public sealed class PaymentCasesOnPostgres(PostgresApp app) : PaymentCaseTests<PostgresApp>(app.OrSkip());
