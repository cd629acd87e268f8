using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// What an entry of one kind looks like. A new kind of entry, or a new way of an old one, is a new line here.
/// </summary>
/// <param name="Kind">As stored.</param>
/// <param name="From">An account, or the prefix of any merchant's.</param>
/// <param name="To">An account, or the prefix of any merchant's.</param>
/// <param name="Suits">Whether a slice can be one of this kind's.</param>
internal sealed record EntryForm(string Kind, string From, string To, Func<StoredSlice, bool> Suits)
{
    private static readonly ILookup<string, EntryForm> All = new EntryForm[]
    {
        new(EntryKinds.Signup, "issued:signup", AccountNames.Available, IsIssued),
        new(EntryKinds.CheckIn, "issued:check_in", AccountNames.Available, IsIssued),
        new(EntryKinds.Invitation, "issued:invitation", AccountNames.Available, IsIssued),
        new(EntryKinds.Adjustment, "issued:adjustment", AccountNames.Available, IsIssued),
        new(EntryKinds.Adjustment, AccountNames.Available, AccountNames.Withdrawn, IsGone),
        new(EntryKinds.Hold, AccountNames.Available, AccountNames.Held, StaysInItsLot),
        new(EntryKinds.Capture, AccountNames.Held, AccountNames.MerchantPrefix, IsGone),
        new(EntryKinds.Capture, AccountNames.Available, AccountNames.MerchantPrefix, IsGone),
        new(EntryKinds.Release, AccountNames.Held, AccountNames.Available, ComesBack),
        new(EntryKinds.HoldExpired, AccountNames.Held, AccountNames.Available, ComesBack),
        new(EntryKinds.Refund, AccountNames.MerchantPrefix, AccountNames.Available, ComesBack),
        new(EntryKinds.Expired, AccountNames.Available, AccountNames.Breakage, IsGone),
    }.ToLookup(form => form.Kind);

    /// <summary>Null: no entry of its kind moves points between its accounts.</summary>
    public static EntryForm? Of(StoredEntry entry)
    {
        foreach (var form in All[entry.Kind])
        {
            if (Is(entry.From, form.From) && Is(entry.To, form.To))
            {
                return form;
            }
        }

        return null;
    }

    private static bool Is(string account, string expected) => expected == AccountNames.MerchantPrefix
        ? account.StartsWith(expected, StringComparison.Ordinal)
        : account == expected;

    private static bool IsIssued(StoredSlice slice) => slice is { From: null, To: not null };

    private static bool IsGone(StoredSlice slice) => slice is { From: not null, To: null };

    private static bool StaysInItsLot(StoredSlice slice) => slice.From is not null && slice.From == slice.To;

    private static bool ComesBack(StoredSlice slice) => slice is { From: not null, To: not null };
}
