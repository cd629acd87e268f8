namespace Rewards.Domain.Redeeming;

/// <summary>One line of a purchase.</summary>
/// <param name="Name">As the merchant calls it.</param>
/// <param name="Quantity">At least 1.</param>
/// <param name="UnitPrice">At least 1 fen.</param>
public sealed record PurchaseLine(string Name, long Quantity, Fen UnitPrice)
{
    public Fen Total => UnitPrice * Quantity;
}

/// <summary>What a member buys at one merchant at once.</summary>
public sealed record Purchase
{
    private Purchase(IReadOnlyList<PurchaseLine> lines, Fen gross) => (Lines, Gross) = (lines, gross);

    public IReadOnlyList<PurchaseLine> Lines { get; }

    /// <summary>The price of everything before any discount.</summary>
    public Fen Gross { get; }

    /// <summary>What points are worth that are whole for every single unit, whose cash stays at a floor.</summary>
    public Fen WholePoints(PointRate rate, Fen floor) => Lines
        .Select(line => rate.Worth(rate.Within(Fen.Max(Fen.Zero, line.UnitPrice - floor))) * line.Quantity)
        .Aggregate(Fen.Zero, (sum, fen) => sum + fen);

    /// <summary>
    /// Refuses <c>amount_out_of_range</c> for a line below 1 or a total above <see cref="Fen.MostInOneOperation"/>.
    /// </summary>
    public static Outcome<Purchase> Of(IReadOnlyList<PurchaseLine> lines)
    {
        // Each line is bounded before it is multiplied and added, so that no sum can overflow on the way.
        var gross = Fen.Zero;
        foreach (var line in lines)
        {
            if (!IsInRange(line.Quantity) || !IsInRange(line.UnitPrice.Value))
            {
                return OutOfRange;
            }

            gross += line.Total;
            if (gross.Value > Fen.MostInOneOperation)
            {
                return OutOfRange;
            }
        }

        return lines.Count == 0 ? OutOfRange : new Purchase(lines, gross);
    }

    private static Refusal OutOfRange { get; } = new(
        "amount_out_of_range",
        $"Quantities and unit prices are at least 1, and a purchase costs at most {Fen.MostInOneOperation} fen.");

    private static bool IsInRange(long value) => value is >= 1 and <= Fen.MostInOneOperation;
}
