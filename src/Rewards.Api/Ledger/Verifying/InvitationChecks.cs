using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>I6: each credited friend has one entry and each entry its friend, and no month passes its limit.</summary>
internal static class InvitationChecks
{
    public static void Check(MemberRows member, Replay replay, Examination examination)
    {
        var entries = member.EntriesOf(EntryKinds.Invitation);
        var byFriend = entries.ToLookup(entry => entry.Reference);
        foreach (var invitation in member.Invitations)
        {
            CheckEntry(invitation, [.. byFriend[invitation.FriendId]], examination);
        }

        var friends = member.Invitations.Select(invitation => invitation.FriendId).ToHashSet();
        foreach (var stray in entries.Where(entry => !friends.Contains(entry.Reference)))
        {
            examination.Found(
                Invariant.OnceOnly,
                "invitation_of_entry",
                stray,
                $"{stray.Points} points for friend '{stray.Reference}', whom the member did not bring.");
        }

        CheckMonths(member, entries, examination);
    }

    private static void CheckEntry(
        StoredInvitation invitation, IReadOnlyList<StoredEntry> entries, Examination examination)
    {
        var expected = invitation.Points == 0 ? 0 : 1;
        examination.Same(
            Invariant.OnceOnly,
            "one_credit_per_friend",
            invitation,
            ("Entries for the friend", expected, entries.Count));
        foreach (var entry in entries)
        {
            var given = examination.Rules.Of(entry.ProgrammeVersion).InvitationPoints;
            examination.Same(
                Invariant.OnceOnly, "invitation_points", entry, ("Points by the rule", given, entry.Points));
            examination.Same(
                Invariant.OnceOnly,
                "invitation_points",
                invitation,
                ("Points by the entry", entry.Points, invitation.Points));
        }
    }

    private static void CheckMonths(MemberRows member, IReadOnlyList<StoredEntry> entries, Examination examination)
    {
        var (month, friends) = ((DateOnly?)null, 0L);
        foreach (var entry in entries)
        {
            var itsMonth = new DateOnly(entry.BusinessDate.Year, entry.BusinessDate.Month, 1);
            (month, friends) = (itsMonth, itsMonth == month ? friends + 1 : 1);
            var most = examination.Rules.Of(entry.ProgrammeVersion).InvitationsPerMonth;
            if (friends > most)
            {
                examination.Found(
                    Invariant.OnceOnly,
                    "invitations_per_month",
                    entry,
                    $"Friend {friends} of {month:yyyy-MM} is credited; at most {most} expected.");
            }
        }

        // Under rules that give nothing friends count without an entry, so that the entries can't tell how many.
        if (member.Account is { } account
            && examination.Rules.AlwaysGives(rules => rules.InvitationPoints)
            && (account.CreditedMonth, account.CreditedFriends) != (month, friends))
        {
            examination.Found(
                Invariant.OnceOnly,
                "credited_friends",
                account,
                $"{friends} friends in {month:yyyy-MM} expected, {account.CreditedFriends} in {account.CreditedMonth:yyyy-MM} found.");
        }
    }
}
