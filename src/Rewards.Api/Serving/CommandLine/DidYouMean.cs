using System.CommandLine;

namespace Rewards.Api.Serving.CommandLine;

/// <summary>
/// What somebody meant who mistyped a verb or an option. System.CommandLine has suggestions too, but prints them as
/// lines of its own, above the error instead of in it.
/// </summary>
internal static class DidYouMean
{
    /// <param name="typed">As typed, without a value.</param>
    /// <param name="command">The last verb that was understood.</param>
    /// <param name="settings">Further options that are understood here: <c>--urls</c>.</param>
    /// <returns>An option, or a verb with all that leads to it; null: nothing is near.</returns>
    public static string? Find(string typed, Command command, IEnumerable<string> settings)
    {
        // Longer words allow more slips: one in `keys`, three in `--merchant`. Of two as near, the first.
        var word = typed.TrimStart('-');
        var nearest = Options(command).Concat(settings).Select(name => (Name: name.TrimStart('-'), Meant: name))
            .Concat(typed.StartsWith('-') ? [] : Verbs(command, Verb.PathOf(command)))
            .Select(known => (known.Meant, Slips: Slips(word, known.Name)))
            .Where(known => known.Slips <= Math.Max(1, word.Length / 3))
            .OrderBy(known => known.Slips)
            .FirstOrDefault();
        return nearest.Meant;
    }

    private static IEnumerable<string> Options(Command command) =>
        command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name))
            .Append("--help");

    /// <summary>Also those further down: who types <c>migrate</c> means <c>db migrate</c>.</summary>
    private static IEnumerable<(string Name, string Meant)> Verbs(Command command, string path) =>
        command.Subcommands.SelectMany(verb => Verbs(verb, $"{path} {verb.Name}")
            .Prepend((verb.Name, $"'{path} {verb.Name}'")));

    /// <summary>
    /// How many letters were left out, put in, changed or exchanged with their neighbour: the optimal string
    /// alignment distance.
    /// </summary>
    private static int Slips(string typed, string known)
    {
        var slips = new int[typed.Length + 1, known.Length + 1];
        for (var i = 0; i <= typed.Length; i++)
        {
            for (var j = 0; j <= known.Length; j++)
            {
                slips[i, j] = i == 0 || j == 0 ? i + j : Fewest(slips, (typed, i), (known, j));
            }
        }

        return slips[typed.Length, known.Length];
    }

    private static int Fewest(int[,] slips, (string Text, int Length) typed, (string Text, int Length) known)
    {
        var ((a, i), (b, j)) = (typed, known);
        var changed = slips[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        var fewest = Math.Min(changed, 1 + Math.Min(slips[i - 1, j], slips[i, j - 1]));
        return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]
            ? Math.Min(fewest, 1 + slips[i - 2, j - 2])
            : fewest;
    }
}
