using Microsoft.AspNetCore.Http.HttpResults;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Operators.Reporting;

internal static class ReportingEndpoints
{
    public static void MapReporting(this IEndpointRouteBuilder routes)
    {
        var operators = routes.MapOperatorGroup("/v1/operator", "Reporting");
        operators.MapGet("/ledger/trial-balance", TrialBalanceAsync)
            .WithName("getTrialBalance")
            .WithSummary("Add up the whole ledger by account")
            .WithDescription(
                "From the entries themselves. Everything issued is somewhere: the sum over all accounts is 0.");
        operators.MapGet("/reports/liability", LiabilityAsync)
            .WithName("getLiability")
            .WithSummary("Add up the points outstanding, by month of expiry and source")
            .WithDescription("What the programme owes its members, as of this moment, in points and in fen.");
    }

    private static async Task<Ok<TrialBalanceResponse>> TrialBalanceAsync(
        RewardsDb db, Names names, CancellationToken cancellationToken) =>
        TypedResults.Ok(await TrialBalance.ReadAsync(db, names, cancellationToken));

    private static async Task<Ok<LiabilityResponse>> LiabilityAsync(
        RewardsDb db, CurrentAccounts accounts, CancellationToken cancellationToken) =>
        TypedResults.Ok(await Liability.ReadAsync(db, accounts.Now, cancellationToken));
}
