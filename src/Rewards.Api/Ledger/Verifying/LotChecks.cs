using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I3: of every lot all points are accounted for. What was received, expired, withdrawn and moved out comes from the
/// entries, what is available and held from the account, what is spent from the redemptions.
/// </summary>
internal static class LotChecks
{
    /// <summary>
    /// After each entry: no part of a lot that it took from is below zero. Said once, when it gets there.
    /// </summary>
    public static void CheckParts(StoredEntry entry, Replay after, Examination examination)
    {
        var part = AccountNames.SideOf(entry.From);
        foreach (var slice in part is Side.Available or Side.Held or Side.Merchant ? entry.Slices ?? [] : [])
        {
            if (slice.From is { } lot && after.Lots[lot][part] is < 0 and var points && points + slice.Points >= 0)
            {
                examination.Found(
                    Invariant.Lots,
                    "lot_overdrawn",
                    entry,
                    $"{slice.Points} points leave {entry.From}, where lot {lot} then has {points}; at least 0 expected.");
            }
        }
    }

    public static void Check(MemberRows member, Replay replay, Examination examination)
    {
        if (StoredParts(member) is not { } stored || !replay.KnowsLots)
        {
            // Damaged text is a finding already; without it nothing can be said about lots.
            return;
        }

        foreach (var lot in replay.Lots.Keys.Union(stored.Keys))
        {
            var flow = replay.Lots.GetValueOrDefault(lot) ?? new LotFlow();
            Check(lot, flow, (member, stored.GetValueOrDefault(lot)), examination);
        }
    }

    private static void Check(Lot lot, LotFlow flow, (MemberRows Member, StoredPart Stored) at, Examination examination)
    {
        var (available, held, spent) = at.Stored;
        var (expired, withdrawn) = (flow[Side.Breakage], flow[Side.Withdrawn]);
        var accountedFor = available + held + spent + expired + withdrawn + flow.MovedOut;
        if (flow.Received != accountedFor)
        {
            examination.Found(
                Invariant.Lots,
                "lot_conservation",
                at.Member,
                $"Lot {lot}: {flow.Received} received, but {available} available + {held} held + {spent} spent + {expired} expired + {withdrawn} withdrawn + {flow.MovedOut} moved out are {accountedFor}.");
        }
    }

    /// <summary>What account and redemptions say about each lot; null when one of them is missing or damaged.</summary>
    private static Dictionary<Lot, StoredPart>? StoredParts(MemberRows member)
    {
        if (member.Account is not { Lots: { } lots, Holds: { } holds })
        {
            return null;
        }

        var parts = lots.ToDictionary(lot => lot.Key, lot => new StoredPart(lot.Value, 0, 0));
        foreach (var (lot, points) in holds.SelectMany(hold => hold.Lots))
        {
            var part = parts.GetValueOrDefault(lot);
            parts[lot] = part with { Held = part.Held + points };
        }

        return AddSpent(member, parts) ? parts : null;
    }

    private static bool AddSpent(MemberRows member, Dictionary<Lot, StoredPart> parts)
    {
        foreach (var redemption in member.Redemptions)
        {
            foreach (var spent in redemption.Spent ?? [])
            {
                var part = parts.GetValueOrDefault(spent.Lot);
                parts[spent.Lot] = part with { Spent = part.Spent + spent.Points - spent.Refunded };
            }
        }

        return member.Redemptions.TrueForAll(redemption => redemption.Spent is not null);
    }

    private readonly record struct StoredPart(long Available, long Held, long Spent);
}
