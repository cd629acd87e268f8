using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>Bodies that are not what was asked for.</summary>
internal static class SpoiledBodies
{
    private const string Marker = "\"@\"";

    private static readonly JsonDocumentOptions Strictly = new() { AllowDuplicateProperties = false };

    /// <summary>One member is something else, gone, too many, there twice.</summary>
    public static void Spoil(GeneratedRequest request, Random random)
    {
        if (Parse(request) is not JsonObject root)
        {
            SpoilText(request, random);
            return;
        }

        var inside = Objects(root).ToList();
        var at = random.Pick(inside);
        var names = at.Select(member => member.Key).ToList();
        var name = names.Count == 0 ? "points" : random.Pick(names);
        var text = random.Next(6) switch
        {
            0 when names.Count > 0 => Without(root, at, name),
            1 => With(root, at, "surprise", "1"),
            2 when names.Count > 0 => Twice(root, at, name),
            3 => With(root, at, name.ToUpperInvariant(), "1"),
            _ => With(root, at, name, random.Pick(Junk.Json)),
        };
        request.SetBody(text);
    }

    /// <summary>No JSON, or not only.</summary>
    public static void SpoilText(GeneratedRequest request, Random random)
    {
        var body = request.Body!;
        request.Body = random.Next(11) switch
        {
            0 => [],
            1 => body[..random.Next(body.Length)],
            2 => [.. body, .. "nonsense"u8],
            3 => [.. body, .. body],
            4 => [0xEF, 0xBB, 0xBF, .. body],
            5 => [.. body[..(body.Length / 2)], 0xFF, 0xFE, .. body[(body.Length / 2)..]],
            6 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)),
            7 => Encoding.UTF8.GetBytes(new string('[', 3000)),
            8 => [.. body, .. new byte[70_000]],
            9 => [.. Enumerable.Repeat((byte)' ', 60_000), .. body],
            _ => Encoding.UTF8.GetBytes(random.Pick(Junk.Json)),
        };
        request.MayStopAtTheServer |= request.Body.Length > 60_000;
    }

    private static string Without(JsonObject root, JsonObject at, string name)
    {
        at.Remove(name);
        return Write(root);
    }

    private static string With(JsonObject root, JsonObject at, string name, string json)
    {
        at[name] = "@";
        return Write(root).Replace(Marker, json, StringComparison.Ordinal);
    }

    private static string Twice(JsonObject root, JsonObject at, string name)
    {
        var value = at[name]?.ToJsonString() ?? "null";
        at[name] = "@";
        var first = JsonSerializer.Serialize(name) + ":";
        return Write(root).Replace(first + Marker, $"{first}{value},{first}{value}", StringComparison.Ordinal);
    }

    private static string Write(JsonNode node) => node.ToJsonString(ApiJson.Options);

    private static JsonNode? Parse(GeneratedRequest request)
    {
        try
        {
            var node = JsonNode.Parse(request.Body, documentOptions: Strictly);
            return Objects(node).Any(named => Write(named).Length == 0) ? null : node;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // The second: a text that is no Unicode, which is seen when it is looked at.
            return null;
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject named => [named, .. named.SelectMany(member => Objects(member.Value))],
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
