using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>I2: the account's row is what the member's entries add up to, column by column and lot by lot.</summary>
internal static class AccountChecks
{
    public static void Check(MemberRows member, Replay replay, Examination examination)
    {
        if (member.Account is not { } account)
        {
            examination.Found(
                Invariant.Balance,
                "account_missing",
                member,
                $"1 account expected, 0 found beside {member.Entries.Count} entries.");
            return;
        }

        CheckPoints(account, replay, examination);
        CheckLots(account, replay, examination);
        CheckHolds(account, replay, examination);
        CheckNextDue(account, examination);
        if (member.Member is null)
        {
            examination.Found(
                Invariant.Balance, "member_missing", account, $"1 member expected for the account, 0 found.");
        }
    }

    private static void CheckPoints(StoredAccount account, Replay replay, Examination examination)
    {
        Same("available", "Available points", replay[Side.Available], account.Available);
        Same("held", "Held points", replay[Side.Held], account.Held);
        Same("earned", "Points earned", replay.Earned, account.Earned);
        Same("spent", "Points spent", replay[Side.Merchant], account.Spent);
        Same("expired", "Points expired", replay[Side.Breakage], account.Expired);
        Same("withdrawn", "Points withdrawn", replay[Side.Withdrawn], account.Withdrawn);
        Same(
            "account_adds_up",
            "Earned − spent − expired − withdrawn, as against available + held",
            account.Earned - account.Spent - account.Expired - account.Withdrawn,
            account.Available + account.Held);

        void Same(string check, string what, long expected, long found) =>
            examination.Same(Invariant.Balance, check, account, (what, expected, found));
    }

    private static void CheckLots(StoredAccount account, Replay replay, Examination examination)
    {
        if (account.Lots is not { } lots)
        {
            examination.Found(
                Invariant.Balance,
                "damaged_lots",
                account,
                $"The lots of {account.Available} available points can't be read.");
            return;
        }

        examination.Same(
            Invariant.Balance, "lots_add_up", account, ("Sum of the lots", account.Available, lots.Values.Sum()));
        CheckEmpty(account, lots, examination);
        if (replay.KnowsLots)
        {
            var rebuilt = replay.Lots.ToDictionary(lot => lot.Key, lot => lot.Value[Side.Available]);
            examination.SameLots(Invariant.Balance, "lots", account, ("Available points", rebuilt, lots));
        }
    }

    private static void CheckHolds(StoredAccount account, Replay replay, Examination examination)
    {
        if (account.Holds is not { } holds)
        {
            examination.Found(
                Invariant.Balance, "damaged_holds", account, $"The holds of {account.Held} held points can't be read.");
            return;
        }

        examination.Same(
            Invariant.Balance,
            "holds_add_up",
            account,
            ("Sum of the holds", account.Held, holds.Sum(hold => hold.Lots.Values.Sum())));
        foreach (var hold in holds)
        {
            CheckEmpty(account, hold.Lots, examination);
        }

        var stored = holds.ToLookup(hold => hold.Redemption);
        foreach (var redemptionId in replay.KnowsLots ? replay.Holds.Keys.Union(stored.Select(hold => hold.Key)) : [])
        {
            var lots = stored[redemptionId].SelectMany(hold => hold.Lots).ToLookup(lot => lot.Key, lot => lot.Value);
            examination.SameLots(Invariant.Balance, "holds", account, (
                $"Points held for redemption {redemptionId}",
                replay.HeldBy(redemptionId),
                lots.ToDictionary(lot => lot.Key, lot => lot.Sum())));
        }
    }

    /// <summary>An empty or negative lot is not kept: it would be spent from or shown.</summary>
    private static void CheckEmpty(StoredAccount account, IReadOnlyDictionary<Lot, long> lots, Examination examination)
    {
        foreach (var (lot, points) in lots.Where(lot => lot.Value < 1))
        {
            examination.Found(
                Invariant.Balance,
                "empty_lot",
                account,
                $"Lot {lot} is kept with {points} points; at least 1 expected.");
        }
    }

    /// <summary>What the expiry jobs look for: a wrong instant here is points that never expire.</summary>
    private static void CheckNextDue(StoredAccount account, Examination examination)
    {
        if (account is not { Lots: { } lots, Holds: { } holds })
        {
            return;
        }

        var ends = lots.Keys.Select(lot => lot.ExpiresOn).Distinct().Order().Take(1).Select(examination.Rules.EndOf)
            .Concat(holds.Select(hold => hold.ExpiresAt));
        var expected = ends.Select(end => (DateTimeOffset?)end).Min();
        if (expected != account.NextDue)
        {
            examination.Found(
                Invariant.Balance,
                "next_due",
                account,
                $"Next lot or hold to end: {expected:O} expected, {account.NextDue:O} found.");
        }
    }
}
