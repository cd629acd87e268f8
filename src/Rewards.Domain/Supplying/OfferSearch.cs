using System.Text;

namespace Rewards.Domain.Supplying;

/// <summary>
/// What of an offer is searched, folded once. A query is a scan for it, one character included: no index of words
/// answers one or two Chinese characters.
/// </summary>
public sealed class OfferSearch
{
    /// <summary>All fields, one after the other: one scan finds a word in the best field that has it.</summary>
    private readonly string text;

    /// <summary>Where each field ends in it. A word has no line break, so that none is found over two fields.</summary>
    private readonly int[] ends;

    private OfferSearch(params ReadOnlySpan<string> fields)
    {
        text = string.Join('\n', fields);
        ends = new int[fields.Length];
        var end = 0;
        for (var field = 0; field < fields.Length; field++)
        {
            ends[field] = end += fields[field].Length;
            end++;
        }
    }

    /// <param name="content">What members see.</param>
    /// <param name="places">Names of merchant and venue.</param>
    public static OfferSearch Of(OfferContent content, params IEnumerable<string> places) => new(
        Fold(content.Title),
        Fold(string.Join('\n', content.Tags)),
        Fold(string.Join('\n', places)),
        Fold($"{content.Summary}\n{content.Text}\n{content.EligibilityNote}"));

    /// <summary>Compatibility forms, full width and capitals made alike.</summary>
    public static string Fold(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>What is looked for, word by word.</summary>
    public static string[] Words(string query) =>
        Fold(query).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// Where all words are found, each in the best field that has it, the rank is the worst of these: 0 title, 1 tags, 2
    /// venue and merchant, 3 text. Null: a word is nowhere.
    /// </summary>
    public int? RankOf(ReadOnlySpan<string> words)
    {
        var worst = 0;
        foreach (var word in words)
        {
            var at = text.IndexOf(word, StringComparison.Ordinal);
            if (at < 0)
            {
                return null;
            }

            while (at >= ends[worst])
            {
                worst++;
            }
        }

        return worst;
    }
}
