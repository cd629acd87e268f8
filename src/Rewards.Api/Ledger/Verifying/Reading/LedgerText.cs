using System.Text.Json;

namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>Points moving between two lots; null is outside.</summary>
internal sealed record StoredSlice(Lot? From, Lot? To, long Points);

internal sealed record StoredHold(string Redemption, DateTimeOffset ExpiresAt, IReadOnlyDictionary<Lot, long> Lots);

internal sealed record StoredSpent(Lot Lot, long Points, long Refunded);

internal sealed record StoredLine(long Quantity, long UnitPriceFen);

internal sealed record StoredLimit(string Rule, long LimitFen);

/// <summary>
/// Reads the JSON inside ledger rows. Damaged text is null: whoever checks the row says so. It shares nothing with the
/// code that wrote the text, so that a mistake there is seen here.
/// </summary>
internal static class LedgerText
{
    public static IReadOnlyDictionary<Lot, long>? Lots(string json) => Read(json, ReadLots);

    public static IReadOnlyList<StoredSlice>? Slices(string json) => ReadAll(json, slice => new StoredSlice(
        OptionalLot(slice, "from"), OptionalLot(slice, "to"), Whole(slice, "points")));

    /// <summary>A column that is null holds nothing.</summary>
    public static IReadOnlyList<StoredHold>? Holds(string? json) => ReadAll(json ?? "[]", hold => new StoredHold(
        Text(hold, "redemption"), Instant(hold, "expires_at"), ReadLots(hold.GetProperty("lots"))));

    /// <summary>A column that is null holds nothing.</summary>
    public static IReadOnlyList<StoredSpent>? Spent(string? json) => ReadAll(json ?? "[]", lot => new StoredSpent(
        Lot.Parse(Text(lot, "lot")), Whole(lot, "points"), Whole(lot, "refunded")));

    public static IReadOnlyList<StoredLine>? Lines(string json) => ReadAll(json, line => new StoredLine(
        Whole(line, "quantity"), Whole(line, "unit_price_fen")));

    public static IReadOnlyList<StoredLimit>? Limits(string json) => ReadAll(json, limit => new StoredLimit(
        Text(limit, "rule"), Whole(limit, "limit_fen")));

    public static IReadOnlyList<StoredTicket>? Tickets(string json) => ReadAll(json, ticket => new StoredTicket(
        Text(ticket, "id"),
        Whole(ticket, "n"),
        Text(ticket, "status"),
        Whole(ticket, "points"),
        Whole(ticket, "cash_fen"),
        Whole(ticket, "fee_fen"))
    {
        People = ticket.TryGetProperty("use", out var use) ? Whole(use, "people") : null,
        IsReleased = ticket.TryGetProperty("is_released", out _),
        IsForgiven = ticket.TryGetProperty("forgiven_at", out _),
        IsDatedUse = ticket.TryGetProperty("used_at", out _),
    });

    /// <returns>Null when the text is no JSON, or not of the form that <paramref name="read"/> expects.</returns>
    public static T? Read<T>(string json, Func<JsonElement, T> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException)
        {
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException)
        {
            // JSON, but of another kind or without a member.
            return null;
        }
    }

    /// <exception cref="FormatException">Not a text.</exception>
    public static string Text(JsonElement owner, string name) =>
        owner.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");

    /// <exception cref="FormatException">Not a whole number, or one that the ledger can't hold.</exception>
    public static long Whole(JsonElement owner, string name) => Whole(owner.GetProperty(name));

    public static IReadOnlyList<T> All<T>(JsonElement array, Func<JsonElement, T> read)
    {
        var all = new List<T>(array.GetArrayLength());
        foreach (var element in array.EnumerateArray())
        {
            all.Add(read(element));
        }

        return all;
    }

    private static IReadOnlyList<T>? ReadAll<T>(string json, Func<JsonElement, T> read) =>
        Read(json, array => All(array, read));

    private static Dictionary<Lot, long> ReadLots(JsonElement lots)
    {
        var read = new Dictionary<Lot, long>();
        foreach (var lot in lots.EnumerateObject())
        {
            // A lot that is named twice throws, and is damage.
            read.Add(Lot.Parse(lot.Name), Whole(lot.Value));
        }

        return read;
    }

    private static long Whole(JsonElement number) =>
        Plausible.Number(number.GetInt64()) ?? throw new FormatException("The number is too large.");

    private static DateTimeOffset Instant(JsonElement owner, string name) =>
        Plausible.Instant(owner.GetProperty(name).GetDateTimeOffset())
            ?? throw new FormatException($"{name} is no instant.");

    private static Lot? OptionalLot(JsonElement slice, string name) =>
        slice.TryGetProperty(name, out var lot) ? Lot.Parse(lot.GetString()) : null;
}
