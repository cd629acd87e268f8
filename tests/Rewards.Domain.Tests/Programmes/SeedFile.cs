using System.Globalization;
using System.Text.Json.Nodes;

namespace Rewards.Domain.Tests.Programmes;

/// <summary>The seed files, and the same with one mistake in them.</summary>
internal static class SeedFile
{
    public static string Programme { get; } = Read("programme.json");

    public static string Merchants { get; } = Read("merchants.json");

    /// <summary>Puts <paramref name="value"/> (JSON) at a path such as <c>earning.signup_points.value</c>.</summary>
    public static string With(this string json, string path, string value) =>
        Edited(json, path, (owner, member) => Set(owner, member, JsonNode.Parse(value)));

    public static string Without(this string json, string path) =>
        Edited(json, path, (owner, member) => owner.AsObject().Remove(member));

    private static string Edited(string json, string path, Action<JsonNode, string> edit)
    {
        var root = JsonNode.Parse(json)!;
        var steps = path.Split('.');
        var owner = steps[..^1].Aggregate(root, (node, step) =>
            node is JsonArray list ? list[Index(step)]! : node[step]!);
        edit(owner, steps[^1]);
        return root.ToJsonString();
    }

    private static void Set(JsonNode owner, string member, JsonNode? value)
    {
        if (owner is JsonArray list)
        {
            list[Index(member)] = value;
        }
        else
        {
            owner[member] = value;
        }
    }

    private static int Index(string step) => int.Parse(step, CultureInfo.InvariantCulture);

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "seeds", file));
}
