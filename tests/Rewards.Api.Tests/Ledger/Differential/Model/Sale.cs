namespace Rewards.Api.Tests.Ledger.Differential.Model;

/// <summary>One line of a purchase.</summary>
internal sealed record Item(string Name, long Quantity, long UnitPriceFen);

/// <summary>A purchase that took place.</summary>
internal sealed class Sale
{
    public required string Name { get; init; }

    public required Person Buyer { get; init; }

    /// <summary>The merchant, by the name of its category.</summary>
    public required string Merchant { get; init; }

    public required string OrderNo { get; init; }

    public required IReadOnlyList<Item> Items { get; init; }

    public required IReadOnlyList<Limit> Limits { get; init; }

    public required DateTimeOffset HeldAt { get; init; }

    public required DateTimeOffset? HoldEndsAt { get; init; }

    public required long Points { get; set; }

    /// <summary>As stored: that time ended a hold is not written down.</summary>
    public string Status { get; set; } = "held";

    public DateTimeOffset? CapturedAt { get; set; }

    public List<Part> Spent { get; set; } = [];

    public List<GivenBack> Refunds { get; } = [];

    public long Gross => Items.Sum(item => item.Quantity * item.UnitPriceFen);

    public long Cash => Gross - (Points * Rules.FenPerPoint);

    public long RefundedFen => Refunds.Sum(refund => refund.AmountFen);

    public long RefundedPoints => Refunds.Sum(refund => refund.Points);

    public string StatusAt(DateTimeOffset now) => Status == "held" && now >= HoldEndsAt ? "expired" : Status;

    /// <summary>What was spent from a lot and came back.</summary>
    public long RefundedOf(Lot lot) =>
        Refunds.SelectMany(refund => refund.Parts).Where(part => part.Lot == lot).Sum(part => part.Points);

    /// <summary>What can still come back, latest to expire first.</summary>
    public IEnumerable<Part> Left => Parts.InOrder(Spent).Reverse()
        .Select(part => part with { Points = part.Points - RefundedOf(part.Lot) })
        .Where(part => part.Points > 0);
}

/// <summary>One refund.</summary>
internal sealed record GivenBack(string Name, long AmountFen, long Points, IReadOnlyList<Part> Parts, DateTimeOffset At)
{
    public long CashFen => AmountFen - (Points * Rules.FenPerPoint);
}

/// <summary>One limit on a discount.</summary>
internal sealed record Limit(string Rule, long LimitFen, bool Binding);
