using System.Text.Json.Nodes;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Platform.Seeding;

/// <summary>Where two JSON documents differ, each place by its path.</summary>
internal static class JsonDifferences
{
    /// <param name="old">Null: there is none.</param>
    /// <param name="new">Null: there is none.</param>
    /// <param name="path">Of both.</param>
    public static IEnumerable<SeedDifference> Between(JsonNode? old, JsonNode? @new, string path = "$") =>
        (old, @new) switch
        {
            _ when JsonNode.DeepEquals(old, @new) => [],
            (JsonObject was, JsonObject becomes) => was.Select(one => one.Key)
                .Union(becomes.Select(one => one.Key))
                .SelectMany(key => Between(was[key], becomes[key], $"{path}.{key}")),
            (JsonArray was, JsonArray becomes) => Enumerable.Range(0, Math.Max(was.Count, becomes.Count))
                .SelectMany(at => Between(was.ElementAtOrDefault(at), becomes.ElementAtOrDefault(at), $"{path}[{at}]")),
            _ => [new SeedDifference(path, Text(old), Text(@new))],
        };

    private static string? Text(JsonNode? node) => node?.ToJsonString(ApiJson.Options);
}
