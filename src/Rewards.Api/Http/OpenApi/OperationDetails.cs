using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Rewards.Api.Reference;
using Rewards.Api.SigningIn;
using Rewards.Api.Writing;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Rewards.Api.Http.OpenApi;

/// <summary>
/// Adds to each operation what the framework does not know: credential, headers, paging, error codes, an example.
/// </summary>
internal sealed class OperationDetails : IOperationFilter
{
    /// <summary>Who asks for one of these writes, and may find its queue full.</summary>
    private static readonly Type[] Writers = [typeof(LedgerWriter), typeof(ReferenceEditor), typeof(MemberRegistry)];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        operation.Security = metadata.OfType<IAllowAnonymous>().Any() ? [] : [SecurityOf(context)];

        AddParameters(operation, context, metadata);
        AddExample(operation, metadata);
        AddReplayHeader(operation, metadata);
        AddProblems(operation, context, metadata);
    }

    private static OpenApiSecurityRequirement SecurityOf(OperationFilterContext context) => new()
    {
        [new OpenApiSecuritySchemeReference(context.DocumentName, context.Document)] = [],
    };

    private static void AddParameters(
        OpenApiOperation operation, OperationFilterContext context, IList<object> metadata)
    {
        operation.Parameters ??= [];
        if (metadata.OfType<NeedsIdempotencyKey>().Any())
        {
            operation.Parameters.Add(Parameter(
                KeyedRequest.Header, ParameterLocation.Header, isRequired: true,
                "16 to 64 visible ASCII characters, new for every new request. The same request with the same key "
                    + "gets the first answer again.",
                new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 16, MaxLength = 64 },
                $"example-{operation.OperationId}-1"));
        }

        if (context.MethodInfo.GetParameters().Any(parameter => parameter.ParameterType == typeof(PageRequest)))
        {
            operation.Parameters.Add(Parameter(
                "limit", ParameterLocation.Query, isRequired: false,
                $"How many elements, 1 to {PageRequest.LargestSize}; {PageRequest.DefaultSize} if left out.",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Minimum = "1",
                    Maximum = $"{PageRequest.LargestSize}",
                },
                null));
            operation.Parameters.Add(Parameter(
                "cursor", ParameterLocation.Query, isRequired: false,
                "The previous page's next_cursor; leave it out for the first page.",
                new OpenApiSchema { Type = JsonSchemaType.String },
                null));
        }
    }

    private static OpenApiParameter Parameter(
        string name,
        ParameterLocation location,
        bool isRequired,
        string description,
        OpenApiSchema schema,
        JsonNode? example) => new()
        {
            Name = name,
            In = location,
            Required = isRequired,
            Description = description,
            Schema = schema,
            Example = example,
        };

    private static void AddReplayHeader(OpenApiOperation operation, IList<object> metadata)
    {
        if (!metadata.OfType<NeedsIdempotencyKey>().Any())
        {
            return;
        }

        foreach (var response in operation.Responses!.Values.OfType<OpenApiResponse>())
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>
            {
                [StoredAnswer.ReplayHeader] = new OpenApiHeader
                {
                    Description = "`true`: this is the first answer to the key, again.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            };
        }
    }

    private static void AddExample(OpenApiOperation operation, IList<object> metadata)
    {
        var example = metadata.OfType<RequestExample>().LastOrDefault();
        foreach (var content in operation.RequestBody?.Content?.Values.OfType<OpenApiMediaType>() ?? [])
        {
            example?.ShowIn(content);
        }
    }

    /// <summary>Every status with the codes that it can carry.</summary>
    private static void AddProblems(OpenApiOperation operation, OperationFilterContext context, IList<object> metadata)
    {
        operation.Responses ??= [];
        string[] ofBodies = operation.RequestBody is null
            ? []
            : ["malformed_request", "validation_failed", "body_too_large", "media_type_unsupported"];
        string[] ofWrites =
            context.MethodInfo.GetParameters().Any(parameter => Writers.Contains(parameter.ParameterType))
                ? ["overloaded"]
                : [];
        var isOpenToAll = metadata.OfType<IAllowAnonymous>().Any();
        var byStatus = metadata.OfType<ProblemMetadata>()
            .SelectMany(problems => problems.Codes)
            .Concat([.. ofBodies.Select(ProblemCodes.Find), .. ofWrites.Select(ProblemCodes.Find)])
            .Where(code => !isOpenToAll || code.Status != StatusCodes.Status401Unauthorized)
            .Distinct()
            .GroupBy(code => code.Status);
        foreach (var status in byStatus.OrderBy(group => group.Key))
        {
            operation.Responses[status.Key.ToString(System.Globalization.CultureInfo.InvariantCulture)] =
                new OpenApiResponse
                {
                    Description = string.Join("; ", status.Select(code => $"`{code.Code}`: {code.TitleEn}")),
                    Content = new Dictionary<string, IOpenApiMediaType>
                    {
                        [Problem.MediaType] = new OpenApiMediaType
                        {
                            Schema = context.SchemaGenerator.GenerateSchema(
                                typeof(ProblemResponse), context.SchemaRepository),
                        },
                    },
                };
        }
    }
}
