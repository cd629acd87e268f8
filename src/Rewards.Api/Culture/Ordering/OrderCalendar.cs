using System.Globalization;
using System.Text;
using Rewards.Domain.Ordering;

namespace Rewards.Api.Culture.Ordering;

/// <summary>An order as an entry for a phone's calendar (RFC 5545).</summary>
internal static class OrderCalendar
{
    public const string MediaType = "text/calendar";

    private const int MostBytesInLine = 75;

    /// <summary>Null: it has no time.</summary>
    public static string? Of(OrderResponse order, DateTimeOffset now) =>
        order is { StartsAt: { } startsAt, EndsAt: { } endsAt } ? Entry(order, (startsAt, endsAt), now) : null;

    private static string Entry(OrderResponse order, (DateTimeOffset Start, DateTimeOffset End) times, DateTimeOffset now)
    {
        string[] lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Rewards//Orders//EN",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            $"UID:{order.Id}",
            $"DTSTAMP:{Utc(now)}",
            $"DTSTART:{Utc(times.Start)}",
            $"DTEND:{Utc(times.End)}",
            $"SUMMARY:{Escaped(order.Title)}",
            $"LOCATION:{Escaped(PlaceOf(order))}",
            $"DESCRIPTION:{Escaped(string.Join("\n", order.Tickets.Select(ticket => ticket.Code)))}",
            $"STATUS:{(IsOff(order) ? "CANCELLED" : "CONFIRMED")}",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        return string.Concat(lines.SelectMany(Folded).Select(line => line + "\r\n"));
    }

    private static bool IsOff(OrderResponse order) => order.SlotCancelled || order.Status == OrderStatus.Cancelled;

    private static string PlaceOf(OrderResponse order) => order.Venue is { } venue
        ? string.Join(", ", new[] { venue.Name, venue.Address }.OfType<string>())
        : order.Merchant.Name;

    private static string Utc(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>A line has at most 75 bytes; what is longer goes on after a blank, and no character is cut.</summary>
    private static IEnumerable<string> Folded(string line)
    {
        var part = new StringBuilder();
        var bytes = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > MostBytesInLine)
            {
                yield return part.ToString();
                part.Clear().Append(' ');
                bytes = 1;
            }

            part.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        yield return part.ToString();
    }
}
