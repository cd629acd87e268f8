using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Rewards.Api.Platform.Http.OpenApi;

/// <summary>A request body that works in the sandbox as it is written.</summary>
public sealed record RequestExample(JsonNode Body)
{
    internal void ShowIn(OpenApiMediaType content)
    {
        if (Body is JsonObject { Count: 0 })
        {
            // As an example it would be left out, like any empty object; as an extension it is written as it is.
            content.Extensions =
                new Dictionary<string, IOpenApiExtension> { ["example"] = new JsonNodeExtension(new JsonObject()) };
        }
        else
        {
            content.Example = Body.DeepClone();
        }
    }
}
