using System.Text.Json;
using Rewards.Domain.Ledger;

namespace Rewards.Domain.Tests;

/// <summary>Domain values as short text, so that a test compares what a person would read.</summary>
internal static class InWordsExtensions
{
    /// <summary><c>signup/2027-11-30: 300, …</c> in the given order.</summary>
    public static string InWords(this IEnumerable<LotPoints> lots) =>
        string.Join(", ", lots.Select(lot => $"{lot.Lot}: {lot.Points}"));

    /// <summary><c>Hold 120 available to held</c>, one text an entry.</summary>
    public static IEnumerable<string> InWords(this IEnumerable<Entry> entries) =>
        entries.Select(entry => $"{entry.Kind} {entry.Points} {entry.From} to {entry.To}");

    /// <summary><c>signup/2026-11-30 to grace:signup/2026-12-04: 5, …</c>, or <c>outside</c> for no lot.</summary>
    public static string InWords(this IEnumerable<Slice> slices) =>
        string.Join(", ", slices.Select(slice => $"{Name(slice.From)} to {Name(slice.To)}: {slice.Points}"));

    /// <summary>Everything that a value says, for comparing two of them wholly.</summary>
    public static string InFull(this object value) => JsonSerializer.Serialize(value);

    private static string Name(LotKey? lot) => lot?.ToString() ?? "outside";
}
