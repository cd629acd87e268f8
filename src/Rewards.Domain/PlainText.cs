using System.Buffers;
using System.Globalization;
using System.Text;

namespace Rewards.Domain;

/// <summary>
/// The one rule for texts that come in, by whichever way: nothing that can't be seen, stored or told apart. A NUL would
/// not fit into PostgreSQL, half of a surrogate pair into no UTF-8; overrides of direction and zero-width characters
/// make two texts look alike that are not.
/// </summary>
public static class PlainText
{
    /// <summary>
    /// A character as people count them (a grapheme: an accented letter, a family of emoji) may be
    /// several code points: at most this many on average.
    /// </summary>
    public const int CodePointsPerCharacter = 4;

    private const int CombiningGraphemeJoiner = 0x034F;
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>Number signs and ends of verses: of the category of invisible characters, but seen.</summary>
    private static readonly SearchValues<char> SeenFormats =
        SearchValues.Create("\u0600\u0601\u0602\u0603\u0604\u0605\u06DD\u070F\u0890\u0891\u08E2");

    /// <param name="text">As it came.</param>
    /// <param name="mayHaveLines">Whether line feeds and tabs may stand in it.</param>
    /// <returns>Why it is refused, to be read behind its name; null: it is a text.</returns>
    public static string? FaultIn(ReadOnlySpan<char> text, bool mayHaveLines = false)
    {
        // Most texts are through with this.
        var at = text.IndexOfAnyExceptInRange(' ', '~');
        while (at >= 0 && at < text.Length)
        {
            if (Rune.DecodeFromUtf16(text[at..], out var rune, out var length) != OperationStatus.Done)
            {
                return "must be valid Unicode";
            }

            if (!MayStand(rune, text[..at], text[(at + length)..], mayHaveLines))
            {
                return $"must not hold U+{rune.Value:X4}";
            }

            at += length;
        }

        return null;
    }

    /// <summary>Whether it has at most so many characters as people count them.</summary>
    public static bool Fits(string text, int characters) =>
        text.Length <= characters
        || (text.EnumerateRunes().Count() <= characters * CodePointsPerCharacter
            && new StringInfo(text).LengthInTextElements <= characters);

    /// <summary>What is left without all that the rule refuses: for names that are not the caller's to mend.</summary>
    public static string Clean(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var isRune = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) == OperationStatus.Done;
            var after = at + length;
            if (isRune && MayStand(rune, text.AsSpan(0, at), text.AsSpan(after), mayHaveLines: false))
            {
                kept.Append(text, at, length);
            }

            at = after;
        }

        return kept.ToString();
    }

    /// <summary>Its first so many characters, cut between two of them.</summary>
    public static string Shorten(string text, int characters)
    {
        var ends = StringInfo.ParseCombiningCharacters(text).Skip(1).Append(text.Length).Take(characters);
        return text[..ends.LastOrDefault(end => Fits(text[..end], characters))];
    }

    private static bool MayStand(
        Rune rune, ReadOnlySpan<char> before, ReadOnlySpan<char> after, bool mayHaveLines) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => mayHaveLines && rune.Value is '\n' or '\t',
            UnicodeCategory.Format => IsSeen(rune) || (IsJoiner(rune) && AreJoined(before, after)),
            _ => rune.Value != CombiningGraphemeJoiner,
        };

    private static bool IsSeen(Rune rune) =>
        (rune.IsBmp && SeenFormats.Contains((char)rune.Value)) || rune.Value is 0x110BD or 0x110CD;

    private static bool IsJoiner(Rune rune) => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner;

    /// <summary>Inside a word (Persian, Hindi …) or an emoji of several parts.</summary>
    private static bool AreJoined(ReadOnlySpan<char> before, ReadOnlySpan<char> after) =>
        Rune.DecodeLastFromUtf16(before, out var left, out _) == OperationStatus.Done && IsJoinable(left)
        && Rune.DecodeFromUtf16(after, out var right, out _) == OperationStatus.Done && IsJoinable(right);

    private static bool IsJoinable(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.OtherSymbol
        or UnicodeCategory.ModifierSymbol
        or UnicodeCategory.MathSymbol;
}
