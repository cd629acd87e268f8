namespace Rewards.Domain.Ledger;

/// <summary>
/// Points set aside for a redemption. The lots that it pins stay spendable for it even past their last day.
/// </summary>
/// <param name="RedemptionId">Names the hold: a redemption has at most one.</param>
/// <param name="ExpiresAt">
/// UTC instant from which on (inclusive) the hold is over, whether or not that was booked.
/// </param>
/// <param name="Lots">At least one, in the order in which a capture takes them.</param>
public sealed record Hold(string RedemptionId, DateTimeOffset ExpiresAt, IReadOnlyList<LotPoints> Lots)
{
    /// <summary>
    /// What it took from shared counters. A capture keeps it; a hold that ends otherwise gives it back, whoever books
    /// that.
    /// </summary>
    public IReadOnlyList<CounterShare> Shares { get; init; } = [];

    public Points Points => Lots.Sum(lot => lot.Points);

    public bool IsOver(DateTimeOffset now) => now >= ExpiresAt;
}
