using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I9, returning side: points go back to the lot that the grace rule names, new ones to the lot of their day.
/// </summary>
internal static class GraceChecks
{
    public static void Check(StoredEntry entry, Replay before, Examination examination)
    {
        var rules = examination.Rules.Of(entry.ProgrammeVersion);
        foreach (var slice in entry.To == AccountNames.Available ? entry.Slices ?? [] : [])
        {
            var (check, expected) = slice.From is { } from
                ? ("grace_rule", from.AfterReturnOn(entry.BusinessDate, rules.GraceDays))
                : ("credited_lot", NewLot(entry, rules));
            if (slice.To is { } lot && lot != expected)
            {
                examination.Found(
                    Invariant.Expiry,
                    check,
                    entry,
                    $"{slice.Points} points reach lot {lot} on {entry.BusinessDate:yyyy-MM-dd}; {expected} expected.");
            }
        }
    }

    /// <summary>New points go to a lot that has the name of their source.</summary>
    private static Lot NewLot(StoredEntry entry, ProgrammeRules rules)
    {
        var source = entry.From[(entry.From.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return new Lot(source, rules.LastDayOfPointsFrom(entry.BusinessDate));
    }
}
