using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Merchants.Redeeming;

/// <summary>A purchase to be priced.</summary>
public sealed record QuoteBody : PurchaseBody;

/// <summary>What a purchase would cost, and why.</summary>
/// <param name="GrossFen" example="8800">The price before the discount, in fen.</param>
/// <param name="Points" example="300">Points that the purchase would take.</param>
/// <param name="DiscountFen" example="3000">What they are worth, in fen.</param>
/// <param name="CashFen" example="5800">What would be left to pay in money, in fen.</param>
/// <param name="MaxPoints" example="300">The most that the limits allow, whatever was asked for.</param>
/// <param name="SpendablePoints" example="300">What the member has.</param>
/// <param name="Limits">Every limit, and which of them decided.</param>
/// <param name="ProgrammeVersion" example="1">The version of the rules that applied.</param>
public sealed record QuoteResponse(
    long GrossFen,
    long Points,
    long DiscountFen,
    long CashFen,
    long MaxPoints,
    long SpendablePoints,
    IReadOnlyList<LimitResponse> Limits,
    int ProgrammeVersion);

internal static class QuotingEndpoints
{
    public static void MapQuoting(this IEndpointRouteBuilder routes) =>
        routes.MapMerchantGroup("/v1/quotes", "Redeeming")
            .MapPost("/", QuoteAsync)
            .WithName("quote")
            .WithSummary("Ask what a purchase would cost with points")
            .WithExample(new { MemberId = DemoCredentials.MemberId, Items = new[] { Example } })
            .WithDescription(
                "Changes nothing and does not use up the member code. Refuses exactly as a redemption would.")
            .RequireScope(Scopes.Quote)
            .RequireActiveMerchant()
            .RequireRateLimiting(RateLimits.Merchant)
            .ProducesProblems(
                "not_found", "insufficient_points", "cap_exceeded",
                "member_code_invalid", "member_code_expired", "member_code_used", "rate_limited");

    internal static PurchaseItem Example { get; } = new("三体", 1, 8800);

    private static async Task<Results<Ok<QuoteResponse>, ProblemResult>> QuoteAsync(
        QuoteBody body,
        HttpContext context,
        MemberNaming naming,
        QuoteReader reader,
        CancellationToken cancellationToken)
    {
        var named = naming.Read(context, body.MemberId, body.MemberCode);
        if (named.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var member = await reader.FindAsync(named.Value, cancellationToken);
        if (member.CodeRefusal is null)
        {
            naming.TellRight(context, named.Value);
        }

        return await reader.QuoteAsync(body, member, context.User.Id(), cancellationToken);
    }
}

/// <summary>Prices a purchase on what can be read now.</summary>
internal sealed class QuoteReader(RewardsDb db, CurrentAccounts accounts, ReferenceData reference)
{
    /// <summary>Who is meant by what was typed.</summary>
    public async Task<NamedMember> FindAsync(NamedMember member, CancellationToken cancellationToken) =>
        member.Typed is { } typed
            ? member.By(await db.TypedCodes.FirstOrDefaultAsync(row => row.Key == typed, cancellationToken))
            : member;

    public async Task<Results<Ok<QuoteResponse>, ProblemResult>> QuoteAsync(
        QuoteBody body, NamedMember member, string merchantId, CancellationToken cancellationToken)
    {
        var account = member.MemberId is null ? null : await accounts.FindAsync(member.MemberId, cancellationToken);
        if (account is null && member.CodeRefusal is null)
        {
            return new ProblemResult(Problem.NotFound);
        }

        var isUsed = member.Code is { } code
            && await db.UsedCodes.AnyAsync(used => used.Key == code.Nonce, cancellationToken);
        if (member.RefuseCode(isUsed, accounts.Now.Now) is { } codeRefusal)
        {
            return codeRefusal.ToProblem();
        }

        var (programme, category) = (reference.Programme, reference.Current.Merchants[merchantId].Category);
        var wanted = new QuoteRequest(category, body.ToPurchase().Value, body.Requested());
        var spendable = account!.Available;
        var quote = Quote.Decide(wanted, spendable, programme.Rate, [.. programme.CeilingsOn(wanted)]);
        return quote.Refusal is { } refusal
            ? refusal.ToProblem()
            : TypedResults.Ok(Show(quote.Value, spendable, programme.Version));
    }

    private static QuoteResponse Show(Quote quote, Domain.Points spendable, int programmeVersion) => new(
        quote.Purchase.Gross.Value,
        quote.Points.Value,
        quote.Discount.Value,
        quote.Cash.Value,
        quote.MaxPoints.Value,
        spendable.Value,
        [.. quote.Limits.Select(LimitResponse.From)],
        programmeVersion);
}
