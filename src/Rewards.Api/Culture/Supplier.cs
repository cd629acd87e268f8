using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture;

/// <summary>
/// For whom offers are put up: the merchant who calls, or the one that an operator names in the path. One set of calls
/// serves both.
/// </summary>
public sealed class Supplier
{
    public const string RouteName = "merchant_id";

    private readonly MerchantRow? merchant;

    private Supplier(MerchantRow? merchant) => this.merchant = merchant;

    public MerchantRow Merchant => merchant!;

    public string MerchantId => Merchant.Id;

    /// <summary>Not there yet is no mistake while it is bound: what is wrong with the body is said first.</summary>
    public static ValueTask<Supplier?> BindAsync(HttpContext context)
    {
        var id = context.GetRouteValue(RouteName) as string ?? context.User.Id();
        var merchants = context.RequestServices.GetRequiredService<ReferenceData>().Current.Merchants;
        return ValueTask.FromResult<Supplier?>(new Supplier(merchants.GetValueOrDefault(id)));
    }

    /// <summary>404 where an operator names no merchant.</summary>
    internal static ValueTask<object?> Require(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.OfType<Supplier>().Any(supplier => supplier.merchant is null)
        || context.Arguments.OfType<ISupplied>().Any(act => act.Supplier.merchant is null)
            ? new ValueTask<object?>(new ProblemResult(Problem.NotFound))
            : next(context);
}

/// <summary>What a call gets together with the supplier.</summary>
internal interface ISupplied
{
    Supplier Supplier { get; }
}
