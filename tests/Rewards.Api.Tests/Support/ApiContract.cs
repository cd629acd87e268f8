using System.Text.Json.Nodes;

namespace Rewards.Api.Tests.Support;

/// <summary>
/// The OpenAPI documents in <c>openapi/</c>, which a test holds equal to what is served, with every reference resolved:
/// for tests that go through all operations there are.
/// </summary>
public static class ApiContract
{
    public static IReadOnlyList<string> Audiences { get; } = ["member", "merchant", "operator"];

    public static IReadOnlyList<ApiOperation> Operations { get; } = [.. Audiences.SelectMany(Read)];

    public static JsonObject Document(string audience) =>
        JsonNode.Parse(File.ReadAllText(Repository.File(Path.Combine("openapi", audience + ".json"))))!.AsObject();

    private static IEnumerable<ApiOperation> Read(string audience)
    {
        var document = Document(audience);
        return from path in document["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               where operation.Value is JsonObject described && described.ContainsKey("responses")
               let resolved = new References(document).Resolve(operation.Value!).AsObject()
               select new ApiOperation(audience, new HttpMethod(operation.Key.ToUpperInvariant()), path.Key, resolved);
    }
}

/// <summary>One operation of the contract.</summary>
/// <param name="Audience">Whose document it is in: <c>member</c>, <c>merchant</c> or <c>operator</c>.</param>
/// <param name="Method">In capitals.</param>
/// <param name="Path">As described: <c>/v1/redemptions/{id}</c>.</param>
/// <param name="Described">All of it, resolved.</param>
public sealed record ApiOperation(string Audience, HttpMethod Method, string Path, JsonObject Described)
{
    public string Id => Described["operationId"]!.GetValue<string>();

    /// <summary>Of path, query and header.</summary>
    public IReadOnlyList<ApiParameter> Parameters { get; } =
    [
        .. (Described["parameters"]?.AsArray() ?? [])
            .Select(parameter => new ApiParameter(parameter!.AsObject())),
    ];

    /// <summary>The schema of the JSON that is sent; null: nothing is.</summary>
    public JsonObject? Body => Content?["schema"]?.AsObject();

    /// <summary>A body that works in the sandbox; null: nothing is sent.</summary>
    public JsonNode? BodyExample => Body is null ? null : Content!["example"] ?? new JsonObject();

    /// <summary>The described statuses.</summary>
    public IEnumerable<int> Statuses =>
        Described["responses"]!.AsObject().Select(response => int.Parse(response.Key, null));

    private JsonNode? Content => Described["requestBody"]?["content"]?["application/json"];

    /// <summary>The schema of the JSON answered with this status; null: not described, or without a body.</summary>
    public JsonObject? Answer(int status) =>
        Described["responses"]![$"{status}"]?["content"]?.AsObject().FirstOrDefault().Value?["schema"]?.AsObject();

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>A parameter of an operation.</summary>
public sealed record ApiParameter(JsonObject Described)
{
    public string Name => Described["name"]!.GetValue<string>();

    /// <summary><c>path</c>, <c>query</c> or <c>header</c>.</summary>
    public string In => Described["in"]!.GetValue<string>();

    public bool IsRequired => Described["required"]?.GetValue<bool>() ?? false;

    public JsonObject Schema => Described["schema"]!.AsObject();

    public string? Example => (Described["example"] ?? Schema["examples"]?[0])?.ToString();
}

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
