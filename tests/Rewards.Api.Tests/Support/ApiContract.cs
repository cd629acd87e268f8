using System.Text.Json;
using System.Text.Json.Nodes;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Tests.Support;

/// <summary>
/// The OpenAPI documents in <c>openapi/</c>, which a test holds equal to what is served, with every reference resolved:
/// for tests that go through all operations there are. Every answer that a test expects is held against them, so that
/// no status, no code and no field of a refusal goes unsaid.
/// </summary>
public static class ApiContract
{
    private static readonly HashSet<string> OfEveryProblem =
        ["type", "title", "status", "detail", "code", "request_id"];

    public static IReadOnlyList<string> Audiences { get; } = ["member", "merchant", "operator"];

    public static IReadOnlyList<ApiOperation> Operations { get; } = [.. Audiences.SelectMany(Read)];

    public static JsonObject Document(string audience) =>
        JsonNode.Parse(File.ReadAllText(Repository.File(Path.Combine("openapi", audience + ".json"))))!.AsObject();

    /// <summary>Bugs are promised by nobody; and what is no call of the API is not described.</summary>
    public static void Check(Answer answer)
    {
        var operation = Operations.FirstOrDefault(operation => operation.Is(answer.Response.RequestMessage!));
        if (operation is null || answer.Status == 500)
        {
            return;
        }

        Assert.True(
            operation.Statuses.Contains(answer.Status),
            $"{operation.Id} answered {answer.Status} {answer.Body?["code"]}, which openapi/ does not say.");
        if (answer.Status >= 400)
        {
            CheckProblem(operation, answer, operation.Answer(answer.Status)!);
        }
    }

    private static void CheckProblem(ApiOperation operation, Answer answer, JsonNode schema)
    {
        var code = ProblemCodes.Find(answer.Code!);
        var codes = schema["allOf"]![1]!["properties"]!["code"]!["enum"]!.AsArray().Select(one => (string?)one);
        Assert.True(
            codes.Contains(code.Code), $"{operation.Id} answered {code.Code}, which openapi/ does not say.");

        var given = answer.Body!.AsObject().Where(field => !OfEveryProblem.Contains(field.Key)).ToList();
        var declared = code.Facts.Where(fact => fact.IsFor(operation.Audience)).ToList();
        declared.RemoveAll(fact => fact.IsOptional && !answer.Body!.AsObject().ContainsKey(fact.Name));
        Assert.Equal(declared.Select(fact => fact.Name).Order(), given.Select(field => field.Key).Order());
        Assert.All(declared, fact => answer.Body![fact.Name].Deserialize(fact.Type, ApiJson.Options));
    }

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
