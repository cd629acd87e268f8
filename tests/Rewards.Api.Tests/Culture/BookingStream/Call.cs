using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rewards.Api.Platform.Http;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.BookingStream;

/// <summary>
/// One request, with names in place of ids: <c>~o17~</c> is whatever the service called the order that step 17 made, and
/// <c>~o17-2~</c> its second ticket.
/// </summary>
/// <param name="Number">Of the step.</param>
/// <param name="As">A guest's name, <c>centre</c> or <c>operator</c>.</param>
/// <param name="Method">GET, POST, PATCH or DELETE.</param>
/// <param name="Path">Where to.</param>
/// <param name="Body">Null: none.</param>
internal sealed record Call(int Number, string As, string Method, string Path, object? Body = null)
{
    /// <summary>What the test calls what it makes.</summary>
    public string? Creates { get; init; }

    public string Json => JsonSerializer.Serialize(Body, ApiJson.Options);

    public override string ToString() => $"#{Number} {Method} {Path} as {As} {(Body is null ? "" : Json)}";
}

/// <summary>What an answer is, in the model's opinion or an engine's.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Of a problem; null: it is none.</param>
/// <param name="Facts">The fields that matter, by their place in the body.</param>
internal sealed record Opinion(int Status, string? Code, IReadOnlyList<(string Path, object? Value)> Facts)
{
    public static Opinion Done(int status, params (string Path, object? Value)[] facts) => new(status, null, facts);

    public static Opinion Problem(int status, string code, params (string Path, object? Value)[] facts) =>
        new(status, code, facts);

    /// <summary>What an engine says, in the same fields.</summary>
    public Opinion Of(Answer answer) => new(answer.Status, answer.Code, FactsIn(answer.Body));

    /// <summary>One of a list.</summary>
    public Opinion Of(JsonNode shown) => this with { Facts = FactsIn(shown) };

    public override string ToString() => $"{Status} {Code} "
        + string.Join(", ", Facts.Select(fact => $"{fact.Path}: {JsonSerializer.Serialize(fact.Value, ApiJson.Options)}"));

    private List<(string Path, object? Value)> FactsIn(JsonNode? body) =>
        [.. Facts.Select(fact => (fact.Path, (object?)Find(body, fact.Path)))];

    private static JsonNode? Find(JsonNode? body, string path) => path.Split('.')
        .Aggregate(body, (node, step) => node switch
        {
            JsonArray array when int.Parse(step, CultureInfo.InvariantCulture) is var at => at < array.Count ? array[at] : null,
            JsonObject members => members[step],
            _ => null,
        });
}

/// <summary>A request, and what the model made of it.</summary>
internal sealed record Step(Call Call, Opinion Expected);
