using Microsoft.AspNetCore.Http.HttpResults;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Ledger.Verifying;

internal static class VerifyingEndpoints
{
    public static void MapVerifying(this IEndpointRouteBuilder routes) =>
        routes.MapOperatorGroup("/v1/operator/ledger/verify", "Reporting")
            .MapPost("/", VerifyAsync)
            .WithName("verifyLedger")
            .WithSummary("Recompute the whole ledger now")
            .WithDescription(
                "Answers at once with the run of the job `verify-ledger`; read the run again for its report.")
            .RequireRole(Policies.OperatorActs);

    private static Task<Results<Accepted<JobRunResponse>, ProblemResult>> VerifyAsync(
        HttpContext context, JobRunner runner, LedgerWriter writer, Clock clock) =>
        SchedulingEndpoints.StartAsync(VerifyLedgerJob.JobName, context, runner, writer, clock);
}
