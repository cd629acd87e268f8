using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rewards.Api.Platform.Http;

/// <summary>Names fields as they are in the JSON that was sent.</summary>
internal static partial class JsonPath
{
    /// <summary><c>Items[0].UnitPriceFen</c> becomes <c>items[0].unit_price_fen</c>.</summary>
    public static IReadOnlyDictionary<string, string[]> Rename(IDictionary<string, string[]> errors) =>
        errors.ToDictionary(error => Rename(error.Key), error => error.Value);

    /// <summary>
    /// The serializer's path without its beginning; <paramref name="body"/> where it is the whole body.
    /// </summary>
    public static string Shown(string? path, string body = "body") =>
        path is null or "$" ? body
        : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..]
        : path[1..];

    private static string Rename(string path) =>
        Name.Replace(path, match => JsonNamingPolicy.SnakeCaseLower.ConvertName(match.Value));

    [GeneratedRegex("[A-Za-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Name { get; }
}
