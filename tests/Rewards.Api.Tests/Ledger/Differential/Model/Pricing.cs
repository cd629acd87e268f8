namespace Rewards.Api.Tests.Ledger.Differential.Model;

/// <summary>What a purchase may take in points.</summary>
/// <param name="Merchant">By category.</param>
/// <param name="Items">What is bought.</param>
/// <param name="Requested">Null: as many points as possible.</param>
/// <param name="Spendable">What the member has.</param>
internal sealed record Pricing(string Merchant, IReadOnlyList<Item> Items, long? Requested, long Spendable)
{
    public long Gross => Items.Sum(item => item.Quantity * item.UnitPriceFen);

    public long MaxPoints => Bounds.Min(bound => bound.Fen / Rules.FenPerPoint);

    public long Points => Requested ?? MaxPoints;

    public bool IsTooMuch => Requested > MaxPoints;

    public IReadOnlyList<Limit> Limits =>
        Explain(Requested is { } points ? [.. Bounds, ("requested", points * Rules.FenPerPoint)] : Bounds);

    private string CodeOfTooMuch =>
        Explain(Bounds).Any(limit => limit is { Rule: "balance", Binding: true })
            ? "insufficient_points"
            : "cap_exceeded";

    /// <summary>Null: nothing is wrong.</summary>
    public Expected? Refuse() => IsTooMuch
        ? Expected.Problem(422, CodeOfTooMuch, new
        {
            RequestedPoints = Requested,
            MaxPoints,
            SpendablePoints = Spendable,
            Limits = Explain(Bounds),
        })
        : null;

    private List<(string Rule, long Fen)> Bounds =>
        [("total", Gross), ("balance", Spendable * Rules.FenPerPoint), Cap];

    private (string Rule, long Fen) Cap => Merchant switch
    {
        "book" => ("per_purchase", 5000),
        "film" => ("cash_floor_per_unit", Items.Sum(item => item.Quantity * Math.Max(0, item.UnitPriceFen - 1250))),
        "scenic" => ("share_of_total", Gross * 50 / 100),
        "leisure" => ("share_of_total", Gross * 30 / 100),
        _ => throw new ArgumentException(Merchant),
    };

    private static IReadOnlyList<Limit> Explain(IReadOnlyList<(string Rule, long Fen)> bounds)
    {
        var least = bounds.Min(bound => bound.Fen / Rules.FenPerPoint);
        return [.. bounds.Select(bound => new Limit(bound.Rule, bound.Fen, bound.Fen / Rules.FenPerPoint == least))];
    }
}
