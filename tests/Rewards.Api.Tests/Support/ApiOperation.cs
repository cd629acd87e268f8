using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Rewards.Api.Tests.Support;

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

    /// <summary>What the file that is sent may be; none: no file is.</summary>
    public IReadOnlyList<string> FileTypes { get; } =
    [
        .. (Described["requestBody"]?["content"]?.AsObject() ?? [])
            .Select(content => content.Key)
            .Where(type => type.StartsWith("image/", StringComparison.Ordinal)),
    ];

    /// <summary>The described statuses.</summary>
    public IEnumerable<int> Statuses =>
        Described["responses"]!.AsObject().Select(response => int.Parse(response.Key, null));

    private Regex Address { get; } = new($"^{Regex.Replace(Path, "{[^}]+}", "[^/]+")}$");

    private JsonNode? Content => Described["requestBody"]?["content"]?["application/json"];

    /// <summary>The schema of the JSON answered with this status; null: not described, or without a body.</summary>
    public JsonObject? Answer(int status) =>
        Described["responses"]![$"{status}"]?["content"]?.AsObject().FirstOrDefault().Value?["schema"]?.AsObject();

    /// <summary>Whether the request is a call of it.</summary>
    public bool Is(HttpRequestMessage request) =>
        request.Method == Method && Address.IsMatch(request.RequestUri!.AbsolutePath);

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
