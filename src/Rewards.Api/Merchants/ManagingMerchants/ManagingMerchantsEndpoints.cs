using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Merchants.ManagingMerchants;

internal static class ManagingMerchantsEndpoints
{
    public static void MapManagingMerchants(this IEndpointRouteBuilder routes)
    {
        var merchants = routes.MapOperatorGroup("/v1/operator/merchants", "Managing merchants");
        merchants.MapGet("/", ListAsync)
            .WithName("listMerchants")
            .WithSummary("List merchants and their keys")
            .WithDescription(
                "By id. Of a key its hint is shown, never the key; revoked keys stay in the list.")
            .ProducesProblems("validation_failed", "cursor_invalid");
        merchants.MapGet("/{id}", GetAsync)
            .WithName("reviewMerchant")
            .WithSummary("Read a merchant and its keys")
            .WithDescription("Revoked keys too. A key itself is never shown again.")
            .ProducesProblems("not_found");
        merchants.MapPost("/", AddAsync)
            .WithName("addMerchant")
            .WithSummary("Add a merchant")
            .WithDescription("It may sell at once, as soon as it has a key.")
            .WithExample(new NewMerchantBody(new NameBody("读书角", "Reading Corner"), Category.Book))
            .RequireRole(Policies.OperatorAdministers);
        merchants.MapPatch("/{id}", ChangeAsync)
            .WithName("changeMerchant")
            .WithSummary("Rename, re-categorise, suspend or reactivate a merchant")
            .WithDescription("What is left out stays as it is. Redemptions that were made keep their limits.")
            .WithExample(new { Status = MerchantStatus.Suspended })
            .RequireRole(Policies.OperatorAdministers)
            .ProducesProblems("not_found");
        merchants.MapPost("/{id}/keys", IssueKeyAsync)
            .WithName("issueMerchantKey")
            .WithSummary("Issue a key: shown once, never again")
            .WithDescription(
                "A merchant has at most two live keys, so that it can change them without a gap.")
            .WithExample(new NewKeyBody([Scopes.Quote, Scopes.Redeem, Scopes.Refund]))
            .RequireRole(Policies.OperatorAdministers)
            .ProducesProblems("not_found", "too_many_keys");
        merchants.MapDelete("/{id}/keys/{key_id}", RevokeKeyAsync)
            .WithName("revokeMerchantKey")
            .WithSummary("Revoke a key: dead on the next request")
            .WithDescription("Within a second on every node. Revoking it again changes nothing.")
            .RequireRole(Policies.OperatorAdministers)
            .ProducesProblems("not_found");
    }

    private static async Task<Ok<Page<MerchantResponse>>> ListAsync(
        PageRequest page, RewardsDb db, CancellationToken cancellationToken)
    {
        var rows = await page.OldestFirst(db.Merchants, merchant => merchant.Id).ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.Id).ToList();
        var keys = (await db.MerchantKeys.Where(key => ids.Contains(key.MerchantId)).ToListAsync(cancellationToken))
            .ToLookup(key => key.MerchantId);
        return TypedResults.Ok(page.Of(rows, row => MerchantResponse.From(row, keys[row.Id]), row => row.Id));
    }

    /// <param name="id" example="mch_01m6a6ft00fj0tjedeqz4p0s3b">The merchant's id.</param>
    private static async Task<Results<Ok<MerchantResponse>, ProblemResult>> GetAsync(
        string id, RewardsDb db, CancellationToken cancellationToken)
    {
        var row = await db.Merchants.FirstOrDefaultAsync(merchant => merchant.Id == id, cancellationToken);
        var keys = await db.MerchantKeys.Where(key => key.MerchantId == id).ToListAsync(cancellationToken);
        return row is null ? new ProblemResult(Problem.NotFound) : TypedResults.Ok(MerchantResponse.From(row, keys));
    }

    private static async Task<Created<MerchantResponse>> AddAsync(
        NewMerchantBody body, HttpContext context, ReferenceEditor editor)
    {
        var added = await editor.EditAsync(context, (db, now) =>
        {
            var name = body.Name.ToText();
            var row = new MerchantRow
            {
                Id = TypeId.New(TypeId.Merchant, now),
                NameZh = name.Zh,
                NameEn = name.En,
                Category = body.Category,
                Status = MerchantStatus.Active,
                CreatedAt = now,
            };
            db.Merchants.Add(row);
            return (row, new Act("merchant.added", row.Id, body));
        });
        return TypedResults.Created((string?)null, MerchantResponse.From(added, []));
    }

    /// <param name="id" example="mch_01m6a6ft00fj0tjedeqz4p0s3b">The merchant's id.</param>
    private static async Task<Results<Ok<MerchantResponse>, ProblemResult>> ChangeAsync(
        string id, MerchantChangeBody body, HttpContext context, ReferenceEditor editor)
    {
        var changed = await editor.EditAsync(context, (db, _) =>
        {
            var row = db.Merchants.AsTracking().FirstOrDefault(merchant => merchant.Id == id);
            row?.Change(body);
            MerchantKeyRow[] keys = [.. db.MerchantKeys.Where(key => key.MerchantId == id)];
            return ((row, keys), row is null ? null : new Act("merchant.changed", id, body));
        });
        return changed.row is null
            ? new ProblemResult(Problem.NotFound)
            : TypedResults.Ok(MerchantResponse.From(changed.row, changed.keys));
    }

    private static void Change(this MerchantRow row, MerchantChangeBody body)
    {
        (row.NameZh, row.NameEn) = body.Name?.ToText() ?? new BilingualText(row.NameZh, row.NameEn);
        row.Category = body.Category ?? row.Category;
        row.Status = body.Status ?? row.Status;
    }

    /// <param name="id" example="mch_01m6a6ft00fj0tjedeqz4p0s3b">The merchant's id.</param>
    private static async Task<Results<Created<IssuedKeyResponse>, ProblemResult>> IssueKeyAsync(
        string id, NewKeyBody body, HttpContext context, ReferenceEditor editor, SandboxMode sandbox)
    {
        var prefix = MerchantKeys.PrefixFor(sandbox);
        var issued = await editor.EditAsync(context, (db, now) =>
        {
            var outcome = MerchantKeys.Issue(db, id, body.Scopes, (prefix, now));
            return (outcome, outcome.Refusal is null ? MerchantKeyActs.Issued(outcome.Value.Row) : null);
        });
        return issued.Refusal is { } refusal
            ? refusal.ToProblem()
            : TypedResults.Created(
                (string?)null, new IssuedKeyResponse(issued.Value.Secret, MerchantKeyResponse.From(issued.Value.Row)));
    }

    /// <param name="id" example="mch_01m6a6ft00fj0tjedeqz4p0s3b">The merchant's id.</param>
    /// <param name="keyId">The key's id.</param>
    private static async Task<Results<NoContent, ProblemResult>> RevokeKeyAsync(
        string id,
        [FromRoute(Name = "key_id")] string keyId,
        HttpContext context,
        ReferenceEditor editor,
        AccessMetrics metrics)
    {
        var revoked = await editor.EditAsync(context, (db, now) =>
        {
            var outcome = MerchantKeys.Revoke(db, keyId, id, now);
            var hasChanged = outcome is { Refusal: null, Value.HasChanged: true };
            return (outcome, hasChanged ? MerchantKeyActs.Revoked(outcome.Value.Row) : null);
        });
        if (revoked.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (revoked.Value.HasChanged)
        {
            metrics.Revoked("merchant_key");
        }

        return TypedResults.NoContent();
    }
}
