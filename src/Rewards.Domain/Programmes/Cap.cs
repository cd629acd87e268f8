using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Programmes;

/// <summary>
/// A limit on the discount of one purchase. A new kind of cap is a new record here, a case in
/// <see cref="ProgrammeDocument"/>, and nothing else.
/// </summary>
/// <param name="Rule">Its name in the API and in the programme document: never renamed.</param>
public abstract record Cap(string Rule)
{
    /// <summary>
    /// The highest discount that the cap allows on <paramref name="purchase"/>, rounded down to a whole fen.
    /// </summary>
    public abstract Fen LimitOn(Purchase purchase);

    /// <summary>
    /// The same where points are whole for each ticket, so that one can be given back without breaking a limit.
    /// </summary>
    public virtual Fen LimitByTicket(Purchase purchase, PointRate rate) => LimitOn(purchase);
}

/// <summary>A fixed most per purchase (书店买书单次最多可抵扣50元).</summary>
public sealed record PerPurchaseCap(Fen Most) : Cap("per_purchase")
{
    public override Fen LimitOn(Purchase purchase) => Most;
}

/// <summary>
/// Every single unit costs at least <paramref name="Floor"/> in cash: a floor per ticket, not a share
/// (单张电影票最低仅需12.5元). A unit that is cheaper than the floor gets no discount, and lends none to the others.
/// </summary>
public sealed record CashFloorPerUnitCap(Fen Floor) : Cap("cash_floor_per_unit")
{
    public override Fen LimitOn(Purchase purchase) => purchase.Lines
        .Select(line => Fen.Max(Fen.Zero, line.UnitPrice - Floor) * line.Quantity)
        .Aggregate(Fen.Zero, (sum, fen) => sum + fen);

    public override Fen LimitByTicket(Purchase purchase, PointRate rate) => purchase.WholePoints(rate, Floor);
}

/// <summary>At most a share of the order's total (最多可抵扣总金额一半), not of each line.</summary>
/// <param name="Percent">0 to 100.</param>
public sealed record ShareOfTotalCap(int Percent) : Cap("share_of_total")
{
    // Rounded down: one fen more would be over the share.
    public override Fen LimitOn(Purchase purchase) => new(checked(purchase.Gross.Value * Percent) / 100);
}
