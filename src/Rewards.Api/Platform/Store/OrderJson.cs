using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rewards.Domain;
using Rewards.Domain.Ordering;

namespace Rewards.Api.Platform.Store;

/// <summary>
/// The tickets inside an order's row. Persisted, and read by <c>rewards verify</c> with code of its own: a change here
/// is a change of the database's schema.
/// </summary>
public static class OrderJson
{
    public static string Write(IReadOnlyList<Ticket> tickets) => JsonSerializer.Serialize(
        [.. tickets.Select(ticket => new TicketJson(
            ticket.Id,
            ticket.N,
            ticket.Code,
            WireName.Of(ticket.Status),
            ticket.Points.Value,
            ticket.Cash.Value,
            ticket.Fee.Value,
            ticket.UsedAt?.UtcDateTime,
            ticket.CancelledAt?.UtcDateTime,
            Use(ticket.Use),
            ticket.ForgivenAt?.UtcDateTime,
            ticket.IsReleased ? true : null))],
        OrderJsonContext.Readable.TicketJsonArray);

    /// <summary>What stands in the text where a ticket is stored as that: lists of orders search for it.</summary>
    public static string MarkOf(TicketStatus status) => $"\"status\":\"{WireName.Of(status)}\"";

    /// <exception cref="LedgerException">The row is damaged.</exception>
    public static IReadOnlyList<Ticket> ReadTickets(string json)
    {
        try
        {
            return [.. JsonSerializer.Deserialize(json, OrderJsonContext.Readable.TicketJsonArray)!.Select(Read)];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or ArgumentNullException)
        {
            throw new LedgerException("An order's tickets are damaged.", exception);
        }
    }

    private static Ticket Read(TicketJson ticket) => new()
    {
        Id = ticket.Id,
        N = ticket.N,
        Code = ticket.Code,
        Status = WireName.Parse<TicketStatus>(ticket.Status),
        Points = new Points(ticket.Points),
        Cash = new Fen(ticket.CashFen),
        Fee = new Fen(ticket.FeeFen),
        UsedAt = Utc(ticket.UsedAt),
        CancelledAt = Utc(ticket.CancelledAt),
        ForgivenAt = Utc(ticket.ForgivenAt),
        IsReleased = ticket.IsReleased ?? false,
        Use = ticket.Use is not { } use ? null : new TicketUse(
            use.People,
            use.VenueId,
            use.Document is { } kind ? WireName.Parse<DocumentKind>(kind) : null,
            use.IsByHand),
    };

    private static TicketUseJson? Use(TicketUse? use) => use is null
        ? null
        : new TicketUseJson(use.People, use.VenueId, use.Document is { } kind ? WireName.Of(kind) : null, use.IsByHand);

    private static DateTimeOffset? Utc(DateTime? time) =>
        time is { } utc ? new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)) : null;
}

internal sealed record TicketJson(
    string Id,
    int N,
    string Code,
    string Status,
    long Points,
    long CashFen,
    long FeeFen,
    DateTime? UsedAt = null,
    DateTime? CancelledAt = null,
    TicketUseJson? Use = null,
    DateTime? ForgivenAt = null,
    bool? IsReleased = null);

internal sealed record TicketUseJson(int People, string? VenueId = null, string? Document = null, bool IsByHand = false);

[JsonSerializable(typeof(TicketJson[]))]
internal sealed partial class OrderJsonContext : JsonSerializerContext
{
    public static OrderJsonContext Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
