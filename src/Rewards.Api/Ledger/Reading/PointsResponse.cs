using Rewards.Domain;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Ledger.Reading;

/// <param name="Points" example="300">Spendable points that end with the day.</param>
/// <param name="ExpiresOn">Their last valid business date (inclusive).</param>
public sealed record ExpiringPoints(long Points, DateOnly ExpiresOn);

/// <summary>A member's points: earned − spent − expired − withdrawn = spendable + held.</summary>
/// <param name="Spendable" example="305">Neither expired nor held.</param>
/// <param name="Held" example="0">Set aside for purchases under way.</param>
/// <param name="Earned" example="305">All credits ever.</param>
/// <param name="Spent" example="0">Captured, less refunded.</param>
/// <param name="Expired" example="0">Expired unused.</param>
/// <param name="Withdrawn" example="0">Taken by adjustments.</param>
/// <param name="WorthFen" example="3050">What the spendable points are worth, in fen (1/100 yuan).</param>
/// <param name="Expiring">When the spendable points end, soonest first.</param>
public sealed record PointsResponse(
    long Spendable,
    long Held,
    long Earned,
    long Spent,
    long Expired,
    long Withdrawn,
    long WorthFen,
    IReadOnlyList<ExpiringPoints> Expiring)
{
    internal static PointsResponse From(Account account, PointRate rate) => new(
        account.Available.Value,
        account.Held.Value,
        account.Totals.Earned.Value,
        account.Totals.Spent.Value,
        account.Totals.Expired.Value,
        account.Totals.Withdrawn.Value,
        rate.Worth(account.Available).Value,
        [.. account.Lots
            .GroupBy(lot => lot.Lot.ExpiresOn)
            .Select(day => new ExpiringPoints(day.Sum(lot => lot.Points).Value, day.Key))]);
}
