using Rewards.Domain.Redeeming;

namespace Rewards.Api.Platform.Http;

/// <summary>One limit on a discount, and whether it decided.</summary>
/// <param name="Rule" example="per_purchase">
/// Which limit: <c>total</c>, <c>balance</c>, <c>per_purchase</c>, <c>cash_floor_per_unit</c>, <c>share_of_total</c> or <c>requested</c>.
/// </param>
/// <param name="LimitFen" example="5000">The highest discount that it allows, in fen.</param>
/// <param name="Binding" example="true">
/// No other limit allows fewer points; several bind when they allow equally many.
/// </param>
public sealed record LimitResponse(string Rule, long LimitFen, bool Binding)
{
    internal static LimitResponse From(Limit limit) => new(limit.Rule, limit.Most.Value, limit.IsBinding);
}
