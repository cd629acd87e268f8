using Rewards.Domain.Programmes;

namespace Rewards.Domain.Redeeming;

/// <summary>One limit on a discount, and whether it is the one that decided.</summary>
/// <param name="Rule">Its name in the API: <c>total</c>, <c>balance</c>, <c>requested</c> or a cap's.</param>
/// <param name="Most">The highest discount that it allows.</param>
/// <param name="IsBinding">No other limit allows fewer points. Several bind when they allow equally many.</param>
public sealed record Limit(string Rule, Fen Most, bool IsBinding);

/// <summary>The highest discount that one rule allows on a purchase. Who asks for a quote names all that apply.</summary>
/// <param name="Rule">Its name in the API.</param>
/// <param name="Most">The highest discount.</param>
public readonly record struct Ceiling(string Rule, Fen Most);

/// <summary>What a quote is asked for.</summary>
/// <param name="Category">What the merchant sells: says which caps apply.</param>
/// <param name="Purchase">What the member buys.</param>
/// <param name="Requested">Null: as many points as the limits allow.</param>
public sealed record QuoteRequest(Category Category, Purchase Purchase, Points? Requested)
{
    /// <summary>Of an order: points are whole for each ticket.</summary>
    public bool IsByTicket { get; init; }

    /// <summary>What the purchase alone allows.</summary>
    internal Fen TotalLimit(PointRate rate) => IsByTicket ? Purchase.WholePoints(rate, Fen.Zero) : Purchase.Gross;
}

/// <summary>What a purchase costs with points, and why.</summary>
public sealed record Quote
{
    private Quote(Purchase purchase, Points points, PointRate rate, Points maxPoints, IReadOnlyList<Limit> limits) =>
        (Purchase, Points, Rate, MaxPoints, Limits) = (purchase, points, rate, maxPoints, limits);

    public Purchase Purchase { get; }

    /// <summary>Points that the purchase takes: what was asked for, else as many as the limits allow.</summary>
    public Points Points { get; }

    public PointRate Rate { get; }

    /// <summary>What the limits would allow if the member asked for no number.</summary>
    public Points MaxPoints { get; }

    public IReadOnlyList<Limit> Limits { get; }

    public Fen Discount => Rate.Worth(Points);

    public Fen Cash => Purchase.Gross - Discount;

    /// <param name="request">What is bought, and with how many points.</param>
    /// <param name="spendable">Points that are neither expired nor held.</param>
    /// <param name="rate">What a point is worth.</param>
    /// <param name="ceilings">
    /// The limits beside the gross and the balance, in the order in which they are listed.
    /// </param>
    /// <returns>
    /// Refuses <c>insufficient_points</c> or <c>cap_exceeded</c> when more is asked for than the limits allow.
    /// </returns>
    public static Outcome<Quote> Decide(
        QuoteRequest request, Points spendable, PointRate rate, IReadOnlyList<Ceiling> ceilings)
    {
        List<Ceiling> limits =
        [
            new("total", request.TotalLimit(rate)), new("balance", rate.Worth(spendable)), .. ceilings,
        ];

        var most = limits.Min(limit => rate.Within(limit.Most));
        if (request.Requested > most)
        {
            return TooMuch(request.Requested.Value, spendable, most, Explain(limits, rate));
        }

        if (request.Requested is { } requested)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(requested.Value);
            limits.Add(new("requested", rate.Worth(requested)));
        }

        return new Quote(request.Purchase, request.Requested ?? most, rate, most, Explain(limits, rate));
    }

    private static IReadOnlyList<Limit> Explain(List<Ceiling> limits, PointRate rate)
    {
        // Compared in points, not in fen: limits that allow equally many points all bind.
        var least = limits.Min(limit => rate.Within(limit.Most));
        return [.. limits.Select(limit => new Limit(limit.Rule, limit.Most, rate.Within(limit.Most) == least))];
    }

    private static Refusal TooMuch(Points requested, Points spendable, Points most, IReadOnlyList<Limit> limits)
    {
        var balanceBinds = limits.Any(limit => limit is { Rule: "balance", IsBinding: true });
        return new Refusal(
            balanceBinds ? "insufficient_points" : "cap_exceeded",
            $"{requested} points were asked for; this purchase can take at most {most}.",
            $"请求使用 {requested} 积分，本次消费最多可用 {most}。")
        {
            Facts = new Dictionary<string, object>
            {
                ["requested_points"] = requested.Value,
                ["max_points"] = most.Value,
                ["spendable_points"] = spendable.Value,
                ["limits"] = limits,
            },
        };
    }
}
