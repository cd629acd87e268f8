using System.Text;

namespace Rewards.Domain.Supplying;

/// <summary>
/// What of an offer is searched, folded once. A query is a scan for it, one character included: no index of words
/// answers one or two Chinese characters.
/// </summary>
public sealed class OfferSearch
{
    private readonly IReadOnlyList<string> fields;

    private OfferSearch(IReadOnlyList<string> fields) => this.fields = fields;

    /// <param name="content">What members see.</param>
    /// <param name="places">Names of merchant and venue.</param>
    public static OfferSearch Of(OfferContent content, params IEnumerable<string> places) => new(
    [
        Fold(content.Title),
        Fold(string.Join('\n', content.Tags)),
        Fold(string.Join('\n', places)),
        Fold($"{content.Summary}\n{content.Text}\n{content.EligibilityNote}"),
    ]);

    /// <summary>Compatibility forms, full width and capitals made alike.</summary>
    public static string Fold(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>What is looked for, word by word.</summary>
    public static IReadOnlyList<string> Words(string query) =>
        Fold(query).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// Where all words are found, each in the best field that has it, the rank is the worst of these: 0 title, 1 tags, 2
    /// venue and merchant, 3 text. Null: a word is nowhere.
    /// </summary>
    public int? RankOf(IReadOnlyList<string> words)
    {
        var worst = 0;
        foreach (var word in words)
        {
            var rank = 0;
            while (rank < fields.Count && !fields[rank].Contains(word, StringComparison.Ordinal))
            {
                rank++;
            }

            if (rank == fields.Count)
            {
                return null;
            }

            worst = Math.Max(worst, rank);
        }

        return worst;
    }
}
