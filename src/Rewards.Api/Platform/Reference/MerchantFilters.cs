using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;

namespace Rewards.Api.Platform.Reference;

/// <summary>Says which scope an endpoint asks for.</summary>
public sealed record NeededScope(string Scope);

/// <summary>What a merchant may do depends on its key's scopes, and on whether it is suspended.</summary>
internal static class MerchantFilters
{
    public static RouteHandlerBuilder RequireScope(this RouteHandlerBuilder endpoint, string scope) =>
        endpoint
            .AddEndpointFilter((context, next) => context.HttpContext.User.HasScope(scope)
                ? next(context)
                : new ValueTask<object?>(ScopeMissing(scope).ToProblem()))
            .WithMetadata(new NeededScope(scope))
            .ProducesProblems("scope_missing");

    public static RouteHandlerBuilder RequireActiveMerchant(this RouteHandlerBuilder endpoint) =>
        endpoint
            .AddEndpointFilter((context, next) => MerchantOf(context.HttpContext).Status == MerchantStatus.Active
                ? next(context)
                : new ValueTask<object?>(new ProblemResult(Problem.Of("merchant_suspended"))))
            .ProducesProblems("merchant_suspended");

    public static Refusal ScopeMissing(string scope) => new(
        "scope_missing",
        $"This needs a key with the scope '{scope}'.",
        $"此操作需要具有 '{scope}' 权限的密钥。");

    private static MerchantRow MerchantOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<ReferenceData>().Current.Merchants[context.User.Id()];
}
