using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rewards.Api.Http;

/// <summary>Names members as they are in the JSON that was sent.</summary>
internal static partial class JsonPath
{
    /// <summary><c>Items[0].UnitPriceFen</c> becomes <c>items[0].unit_price_fen</c>.</summary>
    public static IReadOnlyDictionary<string, string[]> Rename(IDictionary<string, string[]> errors) =>
        errors.ToDictionary(error => Rename(error.Key), error => error.Value);

    private static string Rename(string path) =>
        Name.Replace(path, match => JsonNamingPolicy.SnakeCaseLower.ConvertName(match.Value));

    [GeneratedRegex("[A-Za-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Name { get; }
}
