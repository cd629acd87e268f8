using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I1: an entry has two different accounts that suit its kind, positive points, and slices that add up to them.
/// </summary>
internal static class EntryChecks
{
    public static void Check(StoredEntry entry, Replay before, Examination examination)
    {
        if (entry.Points < 1)
        {
            examination.Found(
                Invariant.TwoSides, "positive_points", entry, $"{entry.Points} points move; at least 1 expected.");
        }

        if (entry.From == entry.To)
        {
            examination.Found(
                Invariant.TwoSides, "two_accounts", entry, $"{entry.Points} points move from {entry.From} to itself.");
        }

        CheckForm(entry, examination);
        CheckMerchant(entry, examination);
        CheckVersion(entry, examination);
    }

    private static void CheckForm(StoredEntry entry, Examination examination)
    {
        if (EntryForm.Of(entry) is not { } form)
        {
            examination.Found(
                Invariant.TwoSides,
                "accounts_of_kind",
                entry,
                $"'{entry.Kind}' never moves points from {entry.From} to {entry.To}.");
        }
        else if (entry.Slices is null)
        {
            examination.Found(
                Invariant.TwoSides, "damaged_slices", entry, $"The slices of {entry.Points} points can't be read.");
        }
        else
        {
            CheckSlices(entry, form, entry.Slices, examination);
        }
    }

    private static void CheckSlices(
        StoredEntry entry, EntryForm form, IReadOnlyList<StoredSlice> slices, Examination examination)
    {
        examination.Same(
            Invariant.TwoSides,
            "slices_add_up",
            entry,
            ("Points of the slices", entry.Points, slices.Sum(slice => slice.Points)));
        foreach (var slice in slices.Where(slice => slice.Points < 1 || !form.Suits(slice)))
        {
            examination.Found(
                Invariant.TwoSides,
                "slice_of_kind",
                entry,
                $"'{entry.Kind}' has no slice of {slice.Points} points from '{slice.From}' to '{slice.To}' (nothing is outside).");
        }
    }

    private static void CheckMerchant(StoredEntry entry, Examination examination)
    {
        foreach (var account in new[] { entry.From, entry.To })
        {
            if (AccountNames.SideOf(account) == Side.Merchant
                && !examination.Rules.KnowsMerchant(account[AccountNames.MerchantPrefix.Length..]))
            {
                examination.Found(
                    Invariant.TwoSides,
                    "merchant_known",
                    entry,
                    $"{entry.Points} points: no merchant has the account {account}.");
            }
        }
    }

    private static void CheckVersion(StoredEntry entry, Examination examination)
    {
        if (!examination.Rules.Knows(entry.ProgrammeVersion))
        {
            examination.Found(
                Invariant.Expiry,
                "programme_known",
                entry,
                $"Its rules are version {entry.ProgrammeVersion}, which was never published.");
        }
    }
}
