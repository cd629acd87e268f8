using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Rewards.Api.Platform.Http.OpenApi;

/// <summary>
/// Adds to each operation what the framework does not know of its request: credential, key, paging, an example.
/// </summary>
internal sealed class OperationDetails : IOperationFilter
{
    /// <summary>Bound with the merchant that it names, so that the framework does not see it.</summary>
    private const string MerchantInPath = "merchant_id";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        operation.Security = metadata.OfType<MayBeSignedIn>().Any() ? [new OpenApiSecurityRequirement(), SecurityOf(context)]
            : metadata.OfType<IAllowAnonymous>().Any() ? []
            : [SecurityOf(context)];

        AddParameters(operation, context, metadata);
        AddFile(operation, metadata);
        AddExample(operation, metadata);
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

        if (context.ApiDescription.RelativePath!.Contains($"{{{MerchantInPath}}}", StringComparison.Ordinal)
            && operation.Parameters.All(one => one.Name != MerchantInPath))
        {
            operation.Parameters.Add(Parameter(
                MerchantInPath, ParameterLocation.Path, isRequired: true,
                "The merchant's id.",
                new OpenApiSchema { Type = JsonSchemaType.String },
                "mch_01m6a6ft00fj0tjedeqz4p0s3b"));
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

    /// <summary>A body that the call reads itself.</summary>
    private static void AddFile(OpenApiOperation operation, IList<object> metadata)
    {
        if (metadata.OfType<TakesFile>().LastOrDefault() is { } file)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Description = "The file itself.",
                Required = true,
                Content = file.MediaTypes.ToDictionary(type => type, _ => (IOpenApiMediaType)new OpenApiMediaType()),
            };
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

    private static void AddExample(OpenApiOperation operation, IList<object> metadata)
    {
        var example = metadata.OfType<RequestExample>().LastOrDefault();
        foreach (var content in operation.RequestBody?.Content?.Values.OfType<OpenApiMediaType>() ?? [])
        {
            example?.ShowIn(content);
        }
    }
}
