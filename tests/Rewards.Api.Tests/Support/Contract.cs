using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Tests.Support;

/// <summary>
/// What <c>openapi/</c> promises. Every answer that a test expects is held against it, so that no status, no code and
/// no field of a refusal goes unsaid.
/// </summary>
internal static class Contract
{
    private static readonly HashSet<string> OfEveryProblem =
        ["type", "title", "status", "detail", "code", "request_id"];

    private static readonly Lazy<IReadOnlyList<Operation>> Operations =
        new(() => [.. new[] { "member", "merchant", "operator" }.SelectMany(Read)]);

    /// <summary>Bugs are promised by nobody; and what is no call of the API is not described.</summary>
    public static void Check(Answer answer)
    {
        var request = answer.Response.RequestMessage!;
        var operation = Operations.Value.FirstOrDefault(operation => operation.Is(request));
        if (operation is null || answer.Status == 500)
        {
            return;
        }

        var promised = operation.Responses[answer.Status.ToString(CultureInfo.InvariantCulture)];
        Assert.True(
            promised is not null,
            $"{operation.Name} answered {answer.Status} {answer.Body?["code"]}, which openapi/ does not say.");
        if (answer.Status >= 400)
        {
            CheckProblem(operation, answer, promised!["content"]!["application/problem+json"]!["schema"]!);
        }
    }

    private static void CheckProblem(Operation operation, Answer answer, JsonNode schema)
    {
        var code = ProblemCodes.Find(answer.Code!);
        var codes = schema["allOf"]![1]!["properties"]!["code"]!["enum"]!.AsArray().Select(one => (string?)one);
        Assert.True(
            codes.Contains(code.Code), $"{operation.Name} answered {code.Code}, which openapi/ does not say.");

        var given = answer.Body!.AsObject().Where(field => !OfEveryProblem.Contains(field.Key)).ToList();
        var declared = code.Facts.Where(fact => fact.IsFor(operation.Audience)).ToList();
        Assert.Equal(declared.Select(fact => fact.Name).Order(), given.Select(field => field.Key).Order());
        Assert.All(declared, fact => answer.Body![fact.Name].Deserialize(fact.Type, ApiJson.Options));
    }

    private static IEnumerable<Operation> Read(string audience)
    {
        var document = JsonNode.Parse(File.ReadAllText(Repository.File($"openapi/{audience}.json")))!;
        return from path in document["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               select new Operation(
                   audience,
                   operation.Key,
                   new Regex($"^{Regex.Replace(path.Key, "{[^}]+}", "[^/]+")}$"),
                   operation.Value!);
    }

    private sealed record Operation(string Audience, string Method, Regex Path, JsonNode Described)
    {
        public string Name => (string)Described["operationId"]!;

        public JsonNode Responses => Described["responses"]!;

        public bool Is(HttpRequestMessage request) =>
            request.Method.Method.Equals(Method, StringComparison.OrdinalIgnoreCase)
            && Path.IsMatch(request.RequestUri!.AbsolutePath);
    }
}
