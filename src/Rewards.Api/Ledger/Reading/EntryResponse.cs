using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Ledger.Reading;

/// <summary>One movement, as its member sees it.</summary>
/// <param name="Id" example="ent_01m6a6ft00e5q8d2vk5m3t7b9c">The entry's id.</param>
/// <param name="At">When it was booked (UTC).</param>
/// <param name="Kind">Why points moved.</param>
/// <param name="Points" example="-500">
/// Signed change of the available points: a capture from a hold is 0, since the hold took them before.
/// </param>
/// <param name="Balance" example="320">Available points afterwards.</param>
/// <param name="Reference" example="rdm_01m6a6ft00e5q8d2vk5m3t7b9c">
/// What caused it: a redemption's or adjustment's id; null where the kind says it all.
/// </param>
/// <param name="ExpiresOn">
/// For points that came: their last valid business date, the soonest if they differ; null otherwise.
/// </param>
/// <param name="Note">An operator's words; null for all but adjustments.</param>
public sealed record EntryResponse(
    string Id,
    DateTimeOffset At,
    EntryKind Kind,
    long Points,
    long Balance,
    string? Reference,
    DateOnly? ExpiresOn,
    string? Note)
{
    internal static EntryResponse From(EntryRow row) => new(
        row.Id,
        row.At,
        row.Kind,
        ChangeOf(row),
        row.AvailableAfter,
        row.Kind == EntryKind.Invitation ? null : row.Reference, // A friend's id is not the inviter's business.
        row.ToAccount == LedgerAccount.Available
            ? LedgerJson.ReadSlices(row.Slices).Min(slice => slice.To?.ExpiresOn)
            : null,
        row.Note);

    private static long ChangeOf(EntryRow row) =>
        row.FromAccount == LedgerAccount.Available ? -row.Points
        : row.ToAccount == LedgerAccount.Available ? row.Points
        : 0;
}
