using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I6: the sign-up points come once, first, on the day of registration, and as many as the programme gives.
/// </summary>
internal static class SignupChecks
{
    public static void Check(MemberRows member, Replay replay, Examination examination)
    {
        var signups = member.EntriesOf(EntryKinds.Signup);
        var fewest = examination.Rules.AlwaysGives(rules => rules.SignupPoints) ? 1 : 0;
        if (signups.Count > 1 || signups.Count < fewest)
        {
            examination.Found(
                Invariant.OnceOnly, "one_signup", member, $"Sign-up entries: 1 expected, {signups.Count} found.");
        }

        foreach (var entry in signups)
        {
            CheckEntry(entry, member.Member?.CreatedAt ?? entry.At, examination);
        }
    }

    private static void CheckEntry(StoredEntry entry, DateTimeOffset registeredAt, Examination examination)
    {
        var rules = examination.Rules.Of(entry.ProgrammeVersion);
        var registeredOn = rules.DateOf(registeredAt);
        examination.Same(
            Invariant.OnceOnly, "signup_points", entry, ("Sign-up points", rules.SignupPoints, entry.Points));
        if (entry.Seq != 1 || registeredOn != entry.BusinessDate)
        {
            examination.Found(
                Invariant.OnceOnly,
                "signup_first",
                entry,
                $"Entry 1 on {registeredOn:yyyy-MM-dd} expected; it is entry {entry.Seq} on {entry.BusinessDate:yyyy-MM-dd}.");
        }
    }
}
