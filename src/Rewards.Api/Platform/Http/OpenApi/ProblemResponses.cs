using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Rewards.Api.Platform.Http.OpenApi;

/// <summary>
/// Adds to each operation every status that it may refuse with: its codes, the fields that come with them, and an
/// example of each. All of that is derived from the one table and from what the endpoint declares.
/// </summary>
internal sealed class ProblemResponses : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Responses ??= [];
        foreach (var status in DeclaredProblems.Of(operation, context)
            .GroupBy(code => code.Status)
            .OrderBy(codes => codes.Key))
        {
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = Describe([.. status], context);
        }
    }

    private static OpenApiResponse Describe(IReadOnlyList<ProblemCode> codes, OperationFilterContext context) => new()
    {
        Description = string.Join("; ", codes.Select(code => $"`{code.Code}`: {code.TitleEn}")),
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            [Problem.MediaType] = new OpenApiMediaType
            {
                Schema = SchemaOf(codes, context),
                Examples = codes.ToDictionary(code => code.Code, code => ProblemExample.Of(code, context)),
            },
        },
    };

    private static OpenApiSchema SchemaOf(IReadOnlyList<ProblemCode> codes, OperationFilterContext context)
    {
        var byName = codes
            .SelectMany(code => code.Facts, (code, fact) => (Code: code.Code, Fact: fact))
            .Where(given => given.Fact.IsFor(context.DocumentName))
            .ToLookup(given => given.Fact.Name);
        var members = new Dictionary<string, IOpenApiSchema>
        {
            ["code"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = [.. codes.Select(code => (JsonNode)code.Code)],
            },
        };
        foreach (var same in byName)
        {
            members[same.Key] = SchemaOf(same.First().Fact, [.. same.Select(given => given.Code)], context);
        }

        var any = context.SchemaGenerator.GenerateSchema(typeof(ProblemResponse), context.SchemaRepository);
        ((OpenApiSchemaReference)any).Reference.Description = null;
        return new OpenApiSchema
        {
            AllOf =
            [
                any,
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = members,
                    Required = byName.Where(same => same.Count(given => !given.Fact.IsOptional) == codes.Count).Select(same => same.Key).ToHashSet(),
                },
            ],
        };
    }

    private static IOpenApiSchema SchemaOf(
        ProblemFact fact, IReadOnlyList<string> codes, OperationFilterContext context)
    {
        var schema = context.SchemaGenerator.GenerateSchema(fact.Type, context.SchemaRepository);
        schema.Description = $"With `{string.Join("`, `", codes)}`. {fact.MeaningEn}";
        return schema;
    }
}
