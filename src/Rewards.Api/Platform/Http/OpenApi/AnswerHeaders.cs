using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Rewards.Api.Platform.Http.OpenApi;

/// <summary>Adds the headers that answers have beside their bodies. Runs when all answers are there.</summary>
internal sealed class AnswerHeaders : IOperationFilter
{
    private const string RetryAfter = "Retry-After";

    private static readonly Dictionary<string, OpenApiHeader> ByName = new()
    {
        [EveryAnswer.Header] = new OpenApiHeader
        {
            Description = "Finds the request in the service's log: the id that was sent, or a new one.",
            Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 64 },
            Example = "01a20ad86e7f74298ecfb8818097db55",
        },
        [RetryAfter] = new OpenApiHeader
        {
            Description = "In how many seconds to try again.",
            Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
            Example = 1,
        },
        [KeyedRequest.ReplayHeader] = new OpenApiHeader
        {
            Description = "There, and `true`: this is the first answer to the key, again.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [(JsonNode)"true"] },
        },
    };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var components = context.Document.Components ??= new OpenApiComponents();
        components.Headers ??= new Dictionary<string, IOpenApiHeader>();
        var isKeyed =
            context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<NeedsIdempotencyKey>().Any();
        foreach (var (status, response) in operation.Responses ?? [])
        {
            ((OpenApiResponse)response).Headers = HeadersOf(status, isKeyed).ToDictionary(name => name, name =>
            {
                components.Headers.TryAdd(name, ByName[name]);
                return (IOpenApiHeader)new OpenApiHeaderReference(name, context.Document);
            });
        }
    }

    /// <param name="status">The answer's.</param>
    /// <param name="isKeyed">Whether answers are kept: those that the writer gave.</param>
    private static string[] HeadersOf(string status, bool isKeyed)
    {
        string[] always = [EveryAnswer.Header];
        return status switch
        {
            "429" or "503" => [.. always, RetryAfter],
            ['2', ..] or "404" or "409" or "422" when isKeyed => [.. always, KeyedRequest.ReplayHeader],
            _ => always,
        };
    }
}
