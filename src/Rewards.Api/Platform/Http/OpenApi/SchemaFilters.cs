using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Rewards.Api.Platform.Http.OpenApi;

/// <summary>
/// Answers always have all their members, null ones too; requests only need those without a default. Nobody may send
/// members that are not described.
/// </summary>
internal sealed class RequiredMembers : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { Count: > 0 } properties } described)
        {
            return;
        }

        var isRequest = RequestBody.Is(context.Type) || RequestBody.IsPart(context.Type);
        if (isRequest)
        {
            described.AdditionalPropertiesAllowed = false;
            described.Required = RequiredIn(context.Type).ToHashSet();
        }
        else
        {
            // Answers may grow new members: clients ignore what they don't know.
            described.AdditionalPropertiesAllowed = true;
            described.Required = properties.Keys.ToHashSet();
        }
    }

    private static IEnumerable<string> RequiredIn(Type type) => ApiJson.Options.GetTypeInfo(type).Properties
        .Where(property => property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false })
        .Select(property => property.Name);
}

/// <summary>Each document shows the credential of its own audience only.</summary>
internal sealed class AudienceOnly : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var others =
            swaggerDoc.Components?.SecuritySchemes?.Keys.Where(scheme => scheme != context.DocumentName).ToList() ?? [];
        foreach (var other in others)
        {
            swaggerDoc.Components!.SecuritySchemes!.Remove(other);
        }
    }
}
