using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Site.ReviewingPoints;

/// <param name="Points">Points of the lot that moved.</param>
/// <param name="Source">Where they once came from, in words.</param>
/// <param name="ExpiresOn">Their last valid day.</param>
public sealed record MovedLot(long Points, string Source, DateOnly ExpiresOn);

/// <summary>An entry, explained to its member.</summary>
/// <param name="Points">Signed change of the available points.</param>
/// <param name="Rule">The rule in one sentence.</param>
public sealed record Receipt(
    string Id,
    string Kind,
    DateTimeOffset At,
    long Points,
    long Balance,
    string Rule,
    int ProgrammeVersion,
    string? Note,
    IReadOnlyList<MovedLot> Lots,
    PurchaseView? Purchase);

/// <summary>Says what an entry was, and by which rule.</summary>
public sealed class EntryWords(ReferenceData reference, Text text)
{
    private const string Grace = "grace:";

    public Receipt Explain(EntryRow row, PurchaseView? purchase)
    {
        var shown = EntryResponse.From(row);
        return new Receipt(
            row.Id,
            KindOf(row),
            row.At,
            shown.Points,
            row.AvailableAfter,
            RuleOf(row, purchase),
            row.ProgrammeVersion,
            row.Note,
            LotsOf(row),
            purchase);
    }

    /// <summary>Of the texts. A capture of what was held takes nothing more.</summary>
    public static string KindOf(EntryRow row) =>
        row.Kind == EntryKind.Capture && row.FromAccount != LedgerAccount.Available
            ? "capture_held"
            : WireName.Of(row.Kind);

    private string RuleOf(EntryRow row, PurchaseView? purchase)
    {
        var earning = reference.Programme.Earning;
        return row.Kind switch
        {
            EntryKind.CheckIn when row.Points > earning.CheckInPoints.Value =>
                text["rule.check_in_bonus", earning.StreakBonusEveryDays, earning.StreakBonusPoints.Value],
            EntryKind.Hold or EntryKind.Capture when purchase?.Limit is { } limit => limit,
            var kind => text["rule." + WireName.Of(kind), row.Points],
        };
    }

    private IReadOnlyList<MovedLot> LotsOf(EntryRow row) =>
        [.. LedgerJson.ReadSlices(row.Slices).Select(slice => Moved(slice.To ?? slice.From!.Value, slice))];

    private MovedLot Moved(LotKey lot, Slice slice) => new(slice.Points.Value, SourceOf(lot), lot.ExpiresOn);

    /// <summary>A source that has no word of its own yet is shown by its name.</summary>
    private string SourceOf(LotKey lot)
    {
        var source = lot.IsGrace ? lot.Source[Grace.Length..] : lot.Source;
        var name = text.Has("kind." + source) ? text["kind." + source] : source;
        return lot.IsGrace ? text["receipt.grace", name] : name;
    }
}
