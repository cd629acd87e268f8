using Microsoft.AspNetCore.Http.HttpResults;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Paying;

namespace Rewards.Api.Culture.OverseeingPayments;

/// <param name="Decision" example="retry">What is to be done: one of the case's <c>decisions</c>.</param>
/// <param name="Reason" example="新卡号已由会员确认">For the record, with the evidence: 1 to 500 characters; may have lines.</param>
public sealed record ResolutionBody(
    CaseDecision Decision, [property: Text(PaymentCaseRow.LongestReason), Lines] string Reason);

/// <param name="Reason" example="请先向 Stripe 核实">For the record, 1 to 500 characters; may have lines.</param>
public sealed record CaseRejectionBody([property: Text(PaymentCaseRow.LongestReason), Lines] string Reason);

/// <summary>Operators see money that a person has to look at, and two of them decide what is done.</summary>
internal static class OverseeingPaymentsEndpoints
{
    private const string All = "/v1/operator/payments";

    public static string PathOf(string id) => $"{All}/{id}";

    public static void AddOverseeingPayments(this IServiceCollection services) => services.AddScoped<PaymentCases>();

    public static void MapOverseeingPayments(this IEndpointRouteBuilder routes)
    {
        var cases = routes.MapOperatorGroup(All, "Overseeing payments");
        cases.MapGet("/", ListAsync)
            .WithName("listPaymentCases")
            .WithSummary("List money that a person has to look at, newest first")
            .WithDescription(
                "`quarantined`: what was paid is not what was asked for, and nothing was captured. `disputed`: who paid told their "
                + "bank that they did not want to, and the order is frozen. `refund_failed`: money could not be given back. "
                + "Without a status: all that is not resolved.")
            .ProducesProblems("validation_failed", "cursor_invalid");
        cases.MapGet("/{id}", GetAsync)
            .WithName("getPaymentCase")
            .WithSummary("Read a case: what happened, what can be done, and who decided what")
            .WithDescription("`decisions` lists what can be decided as it stands now; of an open dispute nothing, before the provider has decided.")
            .ProducesProblems("not_found");
        MapDecisions(cases);
    }

    private static void MapDecisions(RouteGroupBuilder cases)
    {
        cases.MapPost("/{id}/resolve", ResolveAsync)
            .WithName("resolvePaymentCase")
            .WithSummary("Say what is to be done about a case: another person has to agree")
            .WithDescription(
                "`refund`: all that was paid goes back. `retry`: the refund is sent again, under a new key. `settled_outside`: it was "
                + "done by hand. `won`, `lost`: as the provider has decided; a won order goes on, a lost one stays frozen. Nothing "
                + "follows before it is approved.")
            .WithExample(new ResolutionBody(CaseDecision.Retry, "新卡号已由会员确认"))
            .Produces<PaymentCaseResponse>(StatusCodes.Status202Accepted)
            .RequireRole(Policies.OperatorActs)
            .RequireIdempotencyKey()
            .ProducesProblems("not_found", "case_not_open", "decision_not_possible");
        cases.MapPost("/{id}/approve", ApproveAsync)
            .WithName("approvePaymentCase")
            .WithSummary("Agree to what somebody else proposed: it is done")
            .WithDescription("An empty body is `{}`.")
            .WithExample(new { })
            .Produces<PaymentCaseResponse>()
            .RequireRole(Policies.OperatorApproves)
            .RequireIdempotencyKey()
            .ProducesProblems("own_request", "not_found", "case_not_pending");
        cases.MapPost("/{id}/reject", RejectAsync)
            .WithName("rejectPaymentCase")
            .WithSummary("Say no to what was proposed: the case is open again")
            .WithDescription("Nothing follows; the audit log keeps who had proposed what.")
            .WithExample(new CaseRejectionBody("请先向 Stripe 核实"))
            .Produces<PaymentCaseResponse>()
            .RequireRole(Policies.OperatorApproves)
            .RequireIdempotencyKey()
            .ProducesProblems("not_found", "case_not_pending");
    }

    private static async Task<Ok<Page<PaymentCaseResponse>>> ListAsync(
        [AsParameters] PaymentCaseFilter filter, PageRequest page, PaymentCases cases, CancellationToken cancellationToken) =>
        TypedResults.Ok(await cases.PageAsync(filter, page, cancellationToken));

    /// <param name="id" example="pcs_01m6a6ft00e8cr5n3j7k2q9w4x">The case's id.</param>
    private static async Task<Results<Ok<PaymentCaseResponse>, ProblemResult>> GetAsync(
        string id, PaymentCases cases, CancellationToken cancellationToken) =>
        await cases.FindAsync(id, cancellationToken) is { } found ? TypedResults.Ok(found) : new ProblemResult(Problem.NotFound);

    /// <param name="id" example="pcs_01m6a6ft00e8cr5n3j7k2q9w4x">The case's id.</param>
    private static Task<StoredAnswer> ResolveAsync(
        string id, ResolutionBody body, HttpContext context, KeyedRequest request, PaymentCases cases)
    {
        var actor = context.User.Actor();
        var wish = new CaseWish(actor, id, "resolve")
        {
            Reason = body.Reason,
            Decide = (found, now) => ResolveCase.Propose(found, (body.Decision, body.Reason), (actor, now)),
        };
        return cases.DecideAsync(wish, request, context.RequestAborted);
    }

    /// <param name="id" example="pcs_01m6a6ft00e8cr5n3j7k2q9w4x">The case's id.</param>
    private static Task<StoredAnswer> ApproveAsync(
        string id, EmptyBody? body, HttpContext context, KeyedRequest request, PaymentCases cases)
    {
        _ = body;
        var actor = context.User.Actor();
        var wish = new CaseWish(actor, id, "approve") { Decide = (found, now) => ResolveCase.Approve(found, (actor, now)) };
        return cases.DecideAsync(wish, request, context.RequestAborted);
    }

    /// <param name="id" example="pcs_01m6a6ft00e8cr5n3j7k2q9w4x">The case's id.</param>
    private static Task<StoredAnswer> RejectAsync(
        string id, CaseRejectionBody body, HttpContext context, KeyedRequest request, PaymentCases cases)
    {
        var wish = new CaseWish(context.User.Actor(), id, "reject")
        {
            Reason = body.Reason,
            Decide = (found, _) => ResolveCase.Reject(found),
        };
        return cases.DecideAsync(wish, request, context.RequestAborted);
    }
}
