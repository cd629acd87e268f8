using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Rewards.Api.Platform.Http.OpenApi;

/// <summary>
/// A member may be null in the document exactly where it may be in JSON. Swashbuckle loses that where a member is only
/// a reference to its schema: there is no type beside it to which null could be added.
/// </summary>
internal sealed class NullableMembers : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { Count: > 0 } members })
        {
            return;
        }

        foreach (var member in ApiJson.Options.GetTypeInfo(context.Type).Properties)
        {
            if (members.TryGetValue(member.Name, out var described))
            {
                members[member.Name] = MayBeNull(member, context.Type) ? WithNull(described) : WithoutNull(described);
            }
        }
    }

    private static bool MayBeNull(JsonPropertyInfo member, Type type) =>
        RequestBody.Is(type) ? member.IsSetNullable : member.IsGetNullable;

    private static OpenApiSchema WithNull(IOpenApiSchema described)
    {
        if (described is OpenApiSchema own)
        {
            // Without a type it may be anything already.
            own.Type = own.Type is null ? null : own.Type | JsonSchemaType.Null;
            return own;
        }

        var either = new OpenApiSchema { Description = described.Description };
        ((OpenApiSchemaReference)described).Reference.Description = null;
        either.OneOf = [described, new OpenApiSchema { Type = JsonSchemaType.Null }];
        return either;
    }

    private static IOpenApiSchema WithoutNull(IOpenApiSchema described)
    {
        if (described is OpenApiSchema { Type: { } type } own)
        {
            own.Type = type & ~JsonSchemaType.Null;
        }

        return described;
    }
}
