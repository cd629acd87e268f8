using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>What every check works with: the rules, the clock, and where findings go.</summary>
/// <param name="Rules">Of the snapshot.</param>
/// <param name="Now">The service's clock when the snapshot was taken (UTC).</param>
/// <param name="Findings">Collects.</param>
internal sealed record Examination(Rulebook Rules, DateTimeOffset Now, Findings Findings)
{
    /// <summary>Two nodes' clocks may differ by as much before the service itself complains.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(5);

    public ProgrammeTotals Totals { get; } = new();

    public TakenPlaces Places { get; } = new();

    /// <summary>Of offers' versions.</summary>
    public required OfferLimits Limits { get; init; }

    /// <summary>Whatever is dated later is dated in the future.</summary>
    public DateTimeOffset Latest { get; } = Now + ClockDifference;

    public void Found(string invariant, string check, IStored where, FormattableString sentence) =>
        Findings.Add(invariant, check, where, sentence);

    /// <summary>The commonest check: two numbers that must be one.</summary>
    public void Same(string invariant, string check, IStored where, (string What, long Expected, long Found) numbers)
    {
        if (numbers.Expected != numbers.Found)
        {
            Found(invariant, check, where, $"{numbers.What}: {numbers.Expected} expected, {numbers.Found} found.");
        }
    }

    /// <summary>Points by lot that must be the same on both sides; a lot that is not named has 0.</summary>
    public void SameLots(
        string invariant,
        string check,
        IStored where,
        (string What, IReadOnlyDictionary<Lot, long> Expected, IReadOnlyDictionary<Lot, long> Found) lots)
    {
        foreach (var lot in lots.Expected.Keys.Union(lots.Found.Keys))
        {
            var (expected, found) = (lots.Expected.GetValueOrDefault(lot), lots.Found.GetValueOrDefault(lot));
            if (expected != found)
            {
                Found(invariant, check, where, $"{lots.What} in lot {lot}: {expected} expected, {found} found.");
            }
        }
    }
}
