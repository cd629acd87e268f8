using System.Text.Json.Nodes;

namespace Rewards.Api.Tests.Support;

/// <summary>Reads resolved schemas.</summary>
public static class JsonSchemas
{
    /// <summary>Whether a value of this type (<c>string</c>, <c>null</c> …) may stand here.</summary>
    public static bool Allows(this JsonNode schema, string type) =>
        schema["type"] switch
        {
            JsonArray types => types.Any(one => one!.GetValue<string>() == type),
            JsonValue one => one.GetValue<string>() == type,
            _ => schema.Choices().Any(choice => choice.Allows(type)),
        };

    /// <summary>
    /// Every place at which the schema takes a text, one element standing for all of a list:
    /// <c>[items, 0, name]</c>. A number is a place in a list.
    /// </summary>
    public static IEnumerable<IReadOnlyList<object>> TextPlaces(this JsonNode schema)
    {
        IEnumerable<IReadOnlyList<object>> here = schema["type"] is not null && schema.Allows("string") ? [[]] : [];
        return here
            .Concat(schema.Inside().SelectMany(inner => Below(inner.Name, inner.Schema)))
            .Concat(schema.Choices().SelectMany(TextPlaces));
    }

    /// <summary>The place as errors name it: <c>items[0].name</c>.</summary>
    public static string Name(IReadOnlyList<object> place) => string.Concat(place.Select((step, depth) =>
        step is int index ? $"[{index}]" : depth == 0 ? $"{step}" : $".{step}"));

    /// <summary>A copy with the text at this place, and with what is missing on the way to it.</summary>
    public static JsonNode With(JsonNode body, IReadOnlyList<object> place, string text)
    {
        var copy = body.DeepClone();
        var at = copy;
        for (var depth = 0; depth < place.Count; depth++)
        {
            var isLast = depth + 1 == place.Count;
            JsonNode made = isLast ? text : place[depth + 1] is int ? new JsonArray() : new JsonObject();
            at = Step(at, place[depth], made, isLast);
        }

        return copy;
    }

    /// <summary>The schemas that <c>allOf</c>, <c>anyOf</c> and <c>oneOf</c> name.</summary>
    public static IEnumerable<JsonNode> Choices(this JsonNode schema) =>
        from keyword in new[] { "allOf", "anyOf", "oneOf" }
        from choice in schema[keyword]?.AsArray() ?? []
        select choice;

    private static JsonNode Step(JsonNode owner, object step, JsonNode made, bool isLast)
    {
        if (step is int index)
        {
            var list = owner.AsArray();
            if (list.Count <= index)
            {
                list.Add(made);
            }
            else if (isLast)
            {
                list[index] = made;
            }

            return list[index]!;
        }

        var name = (string)step;
        owner[name] = isLast ? made : owner[name]?.DeepClone() ?? made;
        return owner[name]!;
    }

    private static IEnumerable<(object Name, JsonNode Schema)> Inside(this JsonNode schema)
    {
        var named = (schema["properties"]?.AsObject() ?? [])
            .Select(property => ((object)property.Key, property.Value!));
        return named
            .Concat(schema["items"] is JsonObject items ? [(0, items)] : [])
            .Concat(schema["additionalProperties"] is JsonObject any ? [("any", any)] : []);
    }

    private static IEnumerable<IReadOnlyList<object>> Below(object name, JsonNode schema) =>
        schema.TextPlaces().Select(place => (IReadOnlyList<object>)[name, .. place]);
}

/// <summary>Puts what is referred to in the place of each <c>$ref</c>; what stands beside one stays.</summary>
internal sealed class References(JsonObject document)
{
    public JsonNode Resolve(JsonNode node) => node switch
    {
        JsonObject named when named["$ref"] is JsonValue reference => Merge(Find(reference.GetValue<string>()), named),
        JsonObject named => new JsonObject(
            named.Select(member => KeyValuePair.Create(member.Key, Inner(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Inner)]),
        _ => node.DeepClone(),
    };

    private JsonNode? Inner(JsonNode? node) => node is null ? null : Resolve(node);

    private JsonNode Find(string reference) =>
        reference["#/".Length..].Split('/').Aggregate((JsonNode)document, (node, name) => node[name]!);

    private JsonObject Merge(JsonNode referred, JsonObject beside)
    {
        var merged = Resolve(referred).AsObject();
        foreach (var (name, value) in beside.Where(member => member.Key != "$ref"))
        {
            merged[name] = Inner(value);
        }

        return merged;
    }
}
