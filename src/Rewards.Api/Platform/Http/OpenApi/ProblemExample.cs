using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Rewards.Api.Platform.Http.OpenApi;

/// <summary>A problem as the service would write it.</summary>
internal static class ProblemExample
{
    private static readonly ProblemReader Reader = new(ReadsChinese: false, "01a20ad86e7f74298ecfb8818097db55");

    /// <summary>One for all operations of the document; of failed validation, one for each.</summary>
    public static IOpenApiExample Of(ProblemCode code, OperationFilterContext context)
    {
        if (code == ProblemCodes.Find("validation_failed"))
        {
            return Show(code, [ValidationExample.For(context.MethodInfo)]);
        }

        var components = context.Document.Components ??= new OpenApiComponents();
        components.Examples ??= new Dictionary<string, IOpenApiExample>();
        components.Examples.TryAdd(code.Code, Show(code, code.Facts.Where(fact => fact.IsFor(context.DocumentName))));
        return new OpenApiExampleReference(code.Code, context.Document);
    }

    private static OpenApiExample Show(ProblemCode code, IEnumerable<ProblemFact> facts) => new()
    {
        Summary = code.TitleEn,
        Value = JsonNode.Parse(Render(code, facts)),
    };

    private static byte[] Render(ProblemCode code, IEnumerable<ProblemFact> facts) => new Problem(code, null)
    {
        Facts = facts.ToDictionary(fact => fact.Name, fact => fact.Example),
    }.Render(Reader);
}
