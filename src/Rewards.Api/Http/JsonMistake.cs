using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rewards.Api.Http;

/// <summary>Says what is wrong with a body without naming our types, as the serializer's own message does.</summary>
internal static partial class JsonMistake
{
    public static string Explain(JsonException mistake)
    {
        var at = mistake.Path is null or "$" ? "The body" : mistake.Path["$.".Length..];
        foreach (var (message, explanation) in Explanations)
        {
            if (message.Match(mistake.Message) is { Success: true } match)
            {
                return at + " " + explanation.Replace(
                    "{0}", match.Groups[1].Value.Replace("'", "", StringComparison.Ordinal), StringComparison.Ordinal)
                    + ".";
            }
        }

        return $"{at} is not valid JSON for this request.";
    }

    private static IReadOnlyList<(Regex Message, string Explanation)> Explanations { get; } =
    [
        (Missing, "lacks required members: {0}"),
        (Unknown, "is not a member of this request"),
        (Twice, "is there twice"),
        (Null, "must not be null"),
        (WrongType, "has the wrong type or is out of range"),
    ];

    [GeneratedRegex(@"including:? ([^.]+)\.?$", RegexOptions.NonBacktracking)]
    private static partial Regex Missing { get; }

    [GeneratedRegex("could not be mapped to any .NET member", RegexOptions.NonBacktracking)]
    private static partial Regex Unknown { get; }

    [GeneratedRegex("[Dd]uplicate property", RegexOptions.NonBacktracking)]
    private static partial Regex Twice { get; }

    [GeneratedRegex("doesn't allow .*null", RegexOptions.NonBacktracking)]
    private static partial Regex Null { get; }

    [GeneratedRegex("could not be converted", RegexOptions.NonBacktracking)]
    private static partial Regex WrongType { get; }
}
