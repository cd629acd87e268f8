using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Operators.ManagingOperators;

internal static class ManagingOperatorsEndpoints
{
    public static void AddManagingOperators(this IServiceCollection services)
    {
        services.AddSection<OperatorOptions>(OperatorOptions.Section);
        services.AddSingleton<OperatorTokens>();
        services.AddSingleton<OperatorUses>();
        services.AddSingleton<OperatorDirectory>();
        foreach (var scheme in new[] { Audience.Operator, Policies.OperatorDocuments })
        {
            services.AddOptions<BearerOptions>(scheme).Configure<OperatorDirectory>((options, operators) =>
                options.Identify = async token =>
                    await operators.FindAsync(token) is { } person ? Callers.Operator(person) : null);
        }
    }

    public static void MapManagingOperators(this IEndpointRouteBuilder routes)
    {
        var operators = routes.MapOperatorGroup("/v1/operator/operators", "Managing operators")
            .RequireRole(Policies.OperatorAdministers);
        operators.MapGet("/", ListAsync)
            .WithName("listOperators")
            .WithSummary("List operators and how their tokens stand, newest first")
            .WithDescription("Expired and revoked ones stay in the list. Of a token its hint is shown, never the token.")
            .ProducesProblems("validation_failed", "cursor_invalid");
        operators.MapPost("/", AddAsync)
            .WithName("addOperator")
            .WithSummary("Add an operator: the token is shown once, never again")
            .WithDescription(
                "The token has an end. Whose answer gets lost revokes the operator, or replaces the token.")
            .WithExample(new { Name = "李四", Role = OperatorRole.Auditor });
        operators.MapPost("/{id}/replace", ReplaceAsync)
            .WithName("replaceOperatorToken")
            .WithSummary("Give an operator a new token, shown once; the old one is dead on the next request")
            .WithDescription(
                "The operator stays who they are. An expired token may be replaced, the caller's own too; a revoked "
                + "operator gets none. Whose answer gets lost replaces once more.")
            .WithExample(new { Days = 90 })
            .ProducesProblems("not_found", "operator_revoked", "token_replaced");
        operators.MapPost("/{id}/revoke", RevokeAsync)
            .WithName("revokeOperator")
            .WithSummary("Revoke an operator for good: the token is dead on the next request")
            .WithDescription("Once more changes nothing. The last admin whose token opens anything can't be revoked.")
            .ProducesProblems("not_found", "last_admin");
    }

    private static async Task<Ok<Page<OperatorResponse>>> ListAsync(
        PageRequest page, RewardsDb db, Names names, Clock clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await page.NewestFirst(db.Operators, person => person.Id).ToListAsync(cancellationToken);
        var found = await names.FindAsync(rows.Select(row => row.CreatedBy), cancellationToken);
        return TypedResults.Ok(page.Of(rows, row => OperatorResponse.From(row, now, found), row => row.Id));
    }

    private static async Task<Created<IssuedTokenResponse>> AddAsync(
        NewOperatorBody body, HttpContext context, ReferenceEditor editor, OperatorTokens tokens, Names names)
    {
        var added = await editor.EditAsync(context, (db, now) =>
        {
            var order = new TokenOrder(context.User.Actor(), body.Days, now);
            var issued = tokens.Add(db, body.Name, body.Role, order);
            return (issued, OperatorActs.Added(issued.Row));
        });
        var found = await names.FindAsync([added.Row.CreatedBy], context.RequestAborted);
        return TypedResults.Created((string?)null, IssuedTokenResponse.From(added, found));
    }

    /// <param name="id">The operator's id.</param>
    private static async Task<Results<Created<IssuedTokenResponse>, ProblemResult>> ReplaceAsync(
        string id,
        ReplacementBody? body,
        HttpContext context,
        ReferenceEditor editor,
        ReferenceData reference,
        OperatorTokens tokens,
        Names names)
    {
        // What is to be replaced is the token that was there when the caller asked: of two who ask at the same time
        // one gets a token that works, and the other learns why they got none.
        var hint = body?.Hint ?? reference.Current.Operators.Values.FirstOrDefault(person => person.Id == id)?.Hint;
        var replaced = await editor.EditAsync(context, (db, now) =>
        {
            var order = new TokenOrder(context.User.Actor(), body?.Days, now);
            var outcome = tokens.Replace(db, id, hint, order);
            return (outcome, outcome.Refusal is null ? OperatorActs.Replaced(outcome.Value.Row) : null);
        });
        if (replaced.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var found = await names.FindAsync([replaced.Value.Row.CreatedBy], context.RequestAborted);
        return TypedResults.Created((string?)null, IssuedTokenResponse.From(replaced.Value, found));
    }

    /// <param name="id">The operator's id.</param>
    private static async Task<Results<Ok<OperatorResponse>, ProblemResult>> RevokeAsync(
        string id, HttpContext context, ReferenceEditor editor, AccessMetrics metrics, Names names)
    {
        var revoked = await editor.EditAsync(context, (db, now) =>
        {
            var outcome = OperatorTokens.Revoke(db, id, now);
            var hasChanged = outcome is { Refusal: null, Value.HasChanged: true };
            return (outcome, hasChanged ? OperatorActs.Revoked(outcome.Value.Row) : null);
        });
        if (revoked.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (revoked.Value.HasChanged)
        {
            metrics.Revoked("operator_token");
        }

        var row = revoked.Value.Row;
        var found = await names.FindAsync([row.CreatedBy], context.RequestAborted);
        return TypedResults.Ok(OperatorResponse.From(row, row.RevokedAt!.Value, found));
    }
}
