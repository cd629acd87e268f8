using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Rewards.Api.Platform.Http;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>Holds every answer against the documents; null: there is nothing to say against it.</summary>
internal sealed class Judge
{
    private static readonly EvaluationOptions Strictly =
        new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    /// <summary>What a page may answer; what it shows then, is for people.</summary>
    private static readonly HashSet<int> OfPages =
        [200, 301, 302, 303, 304, 400, 401, 403, 404, 405, 413, 415, 422, 429];

    /// <summary>What the server itself says to what is no request that it could pass on.</summary>
    private static readonly HashSet<int> OfTheServer = [400, 408, 411, 413, 414, 417, 431];

    private static readonly Lock Building = new();

    private readonly ConcurrentDictionary<(string Operation, int Status), JsonSchema?> schemas = new();
    private readonly JsonSchema problem = SchemaOf(
        ApiContract.Document("member")["components"]!["schemas"]!["ProblemResponse"]!.AsObject());

    public string? Check(GeneratedRequest request, Received received) => received.Status switch
    {
        null => request.MayStopAtTheServer ? null : "no answer",
        >= 500 => "5xx",
        { } status when !received.IsFromTheService => request.MayStopAtTheServer && OfTheServer.Contains(status)
            ? null
            : "an answer without a request id",
        { } status => CheckHeaders(status, received) ?? CheckBody(request, status, received),
    };

    private string? CheckBody(GeneratedRequest request, int status, Received received) => request switch
    {
        _ when IsBodiless(request, status) => null,
        { IsElsewhere: true } => status < 400 ? null : CheckElsewhere(received),
        { Operation: { } operation } when operation.Statuses.Contains(status) =>
            CheckDocumented(operation, status, received),
        _ when request.Excused.Contains(status) => CheckElsewhere(received),
        { Operation: null } when !request.Shape.Contains(" /v1/") => CheckPage(status, received),
        _ => "an undocumented status",
    };

    private static string? CheckHeaders(int status, Received received) =>
        received.Header("X-Content-Type-Options") != "nosniff" ? "no nosniff"
        : status == 405 && received.Header("Allow") is null ? "405 without Allow"
        : status == 429 && received.Header("Retry-After") is null ? "429 without Retry-After"
        : null;

    /// <summary>A status without a body, or a question about the headers alone.</summary>
    private static bool IsBodiless(GeneratedRequest request, int status) =>
        request.Method == HttpMethod.Head && (request.Excused.Contains(status) || OfPages.Contains(status));

    private string? CheckDocumented(ApiOperation operation, int status, Received received)
    {
        var described = operation.Described["responses"]![$"{status}"]!;
        var content = described["content"]?.AsObject().FirstOrDefault();
        if (content is not { Value: not null } expected)
        {
            return received.Body.Length == 0 ? null : "a body where none is documented";
        }

        if (received.MediaType != expected.Key)
        {
            return $"{received.MediaType} instead of {expected.Key}";
        }

        return expected.Key.EndsWith("json", StringComparison.Ordinal)
            ? CheckJson(operation, status, received)
            : null;
    }

    private string? CheckJson(ApiOperation operation, int status, Received received)
    {
        var schema = schemas.GetOrAdd((operation.Id, status), _ => SchemaOf(operation.Answer(status)!));
        return Mismatch(schema!, received.Body) ?? CheckStatusInside(status, received);
    }

    private static string? CheckStatusInside(int status, Received received) =>
        status >= 400 && JsonNode.Parse(received.Body)!["status"]!.GetValue<int>() != status
            ? "another status in the body"
            : null;

    private string? CheckElsewhere(Received received) =>
        received.MediaType == Problem.MediaType ? Mismatch(problem, received.Body)
        : received.MediaType == "text/html" ? CheckHtml(received)
        : "neither a problem nor a page";

    private string? CheckPage(int status, Received received) =>
        !OfPages.Contains(status) ? "a status that no page has"
        : received.MediaType switch
        {
            Problem.MediaType => Mismatch(problem, received.Body),
            "text/html" => CheckHtml(received),
            _ => status >= 400 ? "an error without a body" : null,
        };

    private static string? CheckHtml(Received received) =>
        received.Body.TrimEnd().EndsWith("</html>", StringComparison.Ordinal) ? null : "half a page";

    private static string? Mismatch(JsonSchema schema, string body)
    {
        using var document = Parse(body);
        if (document is null)
        {
            return "no JSON";
        }

        var result = schema.Evaluate(document.RootElement, Strictly);
        return result.IsValid ? null : "not as its schema says: " + string.Join("; ", (result.Details ?? [])
            .Where(detail => detail.Errors is not null)
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} {error.Value}"))
            .Take(4));
    }

    private static JsonDocument? Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonSchema SchemaOf(JsonObject described)
    {
        // The library remembers every schema in one place that takes one at a time.
        lock (Building)
        {
            return JsonSchema.FromText(described.ToJsonString());
        }
    }
}
