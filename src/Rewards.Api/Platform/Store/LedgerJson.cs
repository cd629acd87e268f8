using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Platform.Store;

/// <summary>
/// The JSON that travels inside ledger rows. Persisted, and read by <c>rewards verify</c> with code of its own: a
/// change here is a change of the database's schema.
/// </summary>
public static class LedgerJson
{
    public static string Write(Lots lots) => Write(Map(lots), LedgerJsonContext.Readable.DictionaryStringInt64);

    public static string? Write(IReadOnlyList<Hold> holds) => holds.Count == 0
        ? null
        : Write(
            [.. holds.Select(hold => new HoldJson(
                hold.RedemptionId, hold.ExpiresAt.UtcDateTime, Map(hold.Lots), Shares(hold)))],
            LedgerJsonContext.Readable.HoldJsonArray);

    public static string Write(IReadOnlyList<Slice> slices) => Write(
        [.. slices.Select(slice => new SliceJson(slice.From?.ToString(), slice.To?.ToString(), slice.Points.Value))],
        LedgerJsonContext.Readable.SliceJsonArray);

    public static string? Write(IReadOnlyList<SpentLot> spent) => spent.Count == 0
        ? null
        : Write(
            [.. spent.Select(lot => new SpentJson(lot.Lot.ToString(), lot.Points.Value, lot.Refunded.Value))],
            LedgerJsonContext.Readable.SpentJsonArray);

    public static string Write(IReadOnlyList<PurchaseLine> lines) => Write(
        [.. lines.Select(line => new LineJson(line.Name, line.Quantity, line.UnitPrice.Value))],
        LedgerJsonContext.Readable.LineJsonArray);

    public static string Write(IReadOnlyList<Limit> limits) => Write(
        [.. limits.Select(limit => new LimitJson(limit.Rule, limit.Most.Value, limit.IsBinding))],
        LedgerJsonContext.Readable.LimitJsonArray);

    public static string? Write(IReadOnlyDictionary<string, string> metadata) => metadata.Count == 0
        ? null
        : Write(metadata.ToDictionary(), LedgerJsonContext.Readable.DictionaryStringString);

    public static Lots ReadLots(string json) =>
        Lots.From(LotsOf(Read(json, LedgerJsonContext.Readable.DictionaryStringInt64)));

    public static IReadOnlyList<Hold> ReadHolds(string? json) => json is null
        ? []
        : [.. Read(json, LedgerJsonContext.Readable.HoldJsonArray).Select(hold => new Hold(
            hold.Redemption,
            new DateTimeOffset(DateTime.SpecifyKind(hold.ExpiresAt, DateTimeKind.Utc)),
            [.. Lots.From(LotsOf(hold.Lots))])
        {
            Shares = [.. (hold.Shares ?? []).Select(share => new CounterShare(share.Counter, share.Key, share.Amount))],
        })];

    public static IReadOnlyList<Slice> ReadSlices(string json) =>
        [.. Read(json, LedgerJsonContext.Readable.SliceJsonArray)
            .Select(slice => new Slice(LotOrNull(slice.From), LotOrNull(slice.To), new Points(slice.Points)))];

    public static IReadOnlyList<SpentLot> ReadSpent(string? json) => json is null
        ? []
        : [.. Read(json, LedgerJsonContext.Readable.SpentJsonArray)
            .Select(lot => new SpentLot(LotKey.Parse(lot.Lot), new Points(lot.Points), new Points(lot.Refunded)))];

    public static IReadOnlyList<PurchaseLine> ReadLines(string json) =>
        [.. Read(json, LedgerJsonContext.Readable.LineJsonArray)
            .Select(line => new PurchaseLine(line.Name, line.Quantity, new Fen(line.UnitPriceFen)))];

    public static IReadOnlyList<Limit> ReadLimits(string json) =>
        [.. Read(json, LedgerJsonContext.Readable.LimitJsonArray)
            .Select(limit => new Limit(limit.Rule, new Fen(limit.LimitFen), limit.Binding))];

    public static IReadOnlyDictionary<string, string> ReadMetadata(string? json) =>
        json is null ? [] : Read(json, LedgerJsonContext.Readable.DictionaryStringString);

    /// <summary>Null for none: most holds have none, and every account carries its holds.</summary>
    private static ShareJson[]? Shares(Hold hold) => hold.Shares.Count == 0
        ? null
        : [.. hold.Shares.Select(share => new ShareJson(share.Counter, share.Key, share.Amount))];

    private static Dictionary<string, long> Map(IEnumerable<LotPoints> lots) =>
        lots.ToDictionary(lot => lot.Lot.ToString(), lot => lot.Points.Value);

    private static IEnumerable<LotPoints> LotsOf(Dictionary<string, long> lots) =>
        lots.Select(lot => new LotPoints(LotKey.Parse(lot.Key), new Points(lot.Value)));

    private static LotKey? LotOrNull(string? lot) => lot is null ? null : LotKey.Parse(lot);

    private static string Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);

    private static T Read<T>(string json, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new LedgerException("A ledger row holds JSON null.");
        }
        catch (JsonException exception)
        {
            throw new LedgerException("A ledger row holds damaged JSON.", exception);
        }
    }
}

internal sealed record HoldJson(
    string Redemption, DateTime ExpiresAt, Dictionary<string, long> Lots, ShareJson[]? Shares = null);

internal sealed record ShareJson(string Counter, string Key, long Amount);

internal sealed record SliceJson(string? From, string? To, long Points);

internal sealed record SpentJson(string Lot, long Points, long Refunded);

internal sealed record LineJson(string Name, long Quantity, long UnitPriceFen);

internal sealed record LimitJson(string Rule, long LimitFen, bool Binding);

[JsonSerializable(typeof(Dictionary<string, long>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(HoldJson[]))]
[JsonSerializable(typeof(SliceJson[]))]
[JsonSerializable(typeof(SpentJson[]))]
[JsonSerializable(typeof(LineJson[]))]
[JsonSerializable(typeof(LimitJson[]))]
internal sealed partial class LedgerJsonContext : JsonSerializerContext
{
    /// <summary>Chinese stays Chinese: readable, and a third of the bytes.</summary>
    public static LedgerJsonContext Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
