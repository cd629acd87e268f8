using System.Globalization;

namespace Rewards.Domain.Tests;

/// <summary>What a text may hold, whichever way it comes in.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("三体 (Remembrance of Earth's Past) ~ ¥88")]
    [InlineData("e\u0301 decomposed, as it came")]
    [InlineData("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645")]
    [InlineData("\u0915\u094D\u200D\u0937")]
    [InlineData("\U0001F468\u200D\U0001F469\u200D\U0001F467")]
    [InlineData("\U0001F9D1\U0001F3FD\u200D\U0001F680 \u2764\uFE0F\u200D\U0001F525")]
    [InlineData("\U0001F642\u200D\u2194\uFE0F")]
    [InlineData("\u06DD\u0661")]
    public void What_people_write_is_a_text(string text) => Assert.Null(PlainText.FaultIn(text));

    [Theory]
    [InlineData("\0", "0000")]
    [InlineData("a\u0001b", "0001")]
    [InlineData("a\u001F", "001F")]
    [InlineData("a\r\nb", "000D")]
    [InlineData("a\u007F", "007F")]
    [InlineData("a\u009Fb", "009F")]
    [InlineData("abc\u202Etxt.exe", "202E")]
    [InlineData("\u2066a\u2069", "2066")]
    [InlineData("\u202Aa", "202A")]
    [InlineData("a\u200Bb", "200B")]
    [InlineData("a\u2060b", "2060")]
    [InlineData("\uFEFFa", "FEFF")]
    [InlineData("a\u00ADb", "00AD")]
    [InlineData("a\u034Fb", "034F")]
    [InlineData("a\u200Eb", "200E")]
    [InlineData("\U000E0041", "E0041")]
    [InlineData("\u200Da", "200D")]
    [InlineData("a\u200C", "200C")]
    [InlineData("a \u200D b", "200D")]
    public void What_can_not_be_seen_is_refused_by_name(string text, string character)
    {
        Assert.Equal("must not hold U+" + character, PlainText.FaultIn(text));
        Assert.Equal("must not hold U+" + character, PlainText.FaultIn(text, mayHaveLines: true));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused()
    {
        // Not as data of a theory: attributes are UTF-8, which has no such thing.
        string[] halves = ["\uD800", "a\uDC00b", "\uD83D", "\uDE00\uD83D"];

        Assert.All(halves, half => Assert.Equal("must be valid Unicode", PlainText.FaultIn(half)));
        Assert.All(halves, half => Assert.Null(PlainText.FaultIn(PlainText.Clean(half))));
        Assert.Equal("ab", PlainText.Clean("a\uDC00b"));
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\tb")]
    public void Line_feeds_and_tabs_stand_where_a_text_may_have_lines(string text)
    {
        Assert.NotNull(PlainText.FaultIn(text));
        Assert.Null(PlainText.FaultIn(text, mayHaveLines: true));
    }

    [Fact]
    public void Of_all_code_points_exactly_controls_and_invisible_ones_are_refused()
    {
        var refused = Enumerable.Range(0, 0x110000)
            .Where(point => point is < 0xD800 or > 0xDFFF)
            .Where(point => PlainText.FaultIn(char.ConvertFromUtf32(point)) is not null)
            .Where(point => CharUnicodeInfo.GetUnicodeCategory(point)
                is not UnicodeCategory.Control and not UnicodeCategory.Format);

        Assert.Equal([0x034F], refused);
    }

    [Theory]
    [InlineData("abc", 3, true)]
    [InlineData("abcd", 3, false)]
    [InlineData("e\u0301e\u0301e\u0301", 3, true)]
    [InlineData("\U0001F600\U0001F600\U0001F600", 3, true)]
    [InlineData("\U0001F600\U0001F600\U0001F600\U0001F600", 3, false)]
    [InlineData("a\u0301\u0302\u0303", 1, true)]
    [InlineData("a\u0301\u0302\u0303\u0304", 1, false)]
    public void Lengths_are_characters_as_people_count_them_and_four_code_points_for_each(
        string text, int characters, bool fits) => Assert.Equal(fits, PlainText.Fits(text, characters));

    [Theory]
    [InlineData("a\0\u202Eb", "ab")]
    [InlineData("\u200Da\u200D", "a")]
    [InlineData("\U0001F468\u200D\U0001F469", "\U0001F468\u200D\U0001F469")]
    [InlineData("\u200B", "")]
    public void Cleaning_leaves_what_may_stand(string text, string cleaned)
    {
        Assert.Equal(cleaned, PlainText.Clean(text));
        Assert.Null(PlainText.FaultIn(cleaned));
    }

    [Theory]
    [InlineData("abc", 2, "ab")]
    [InlineData("\U0001F600\U0001F600", 1, "\U0001F600")]
    [InlineData("e\u0301x", 1, "e\u0301")]
    [InlineData("", 3, "")]
    [InlineData("a\u0301\u0302\u0303\u0304", 1, "")]
    public void Shortening_cuts_between_two_characters(string text, int characters, string shortened) =>
        Assert.Equal(shortened, PlainText.Shorten(text, characters));
}
