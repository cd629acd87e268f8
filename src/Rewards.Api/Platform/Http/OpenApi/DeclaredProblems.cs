using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Rewards.Api.Platform.Http.OpenApi;

/// <summary>
/// The codes that an operation may answer with: what its endpoint declares, and what follows from its form.
/// </summary>
internal static class DeclaredProblems
{
    public static IEnumerable<ProblemCode> Of(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        var isOpenToAll = metadata.OfType<IAllowAnonymous>().Any() && !metadata.OfType<MayBeSignedIn>().Any();
        return metadata.OfType<ProblemMetadata>()
            .SelectMany(declared => declared.Codes)
            .Concat(FromForm(operation, context).Select(ProblemCodes.Find))
            .Where(code => !isOpenToAll || code.Status != StatusCodes.Status401Unauthorized)
            .Distinct();
    }

    private static IEnumerable<string> FromForm(OpenApiOperation operation, OperationFilterContext context)
    {
        var isFile = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<TakesFile>().Any();
        string[] ofBody = operation.RequestBody is null || isFile
            ? []
            : ["malformed_request", "body_too_large", "media_type_unsupported"];
        string[] ofRules = ValidationExample.In(context.MethodInfo) is null ? [] : ["validation_failed"];
        var isWrite = context.MethodInfo.GetParameters()
            .Any(parameter => parameter.ParameterType.IsDefined(typeof(QueuesAttribute), inherit: false));
        string[] ofWrite = isWrite ? ["overloaded"] : [];
        return [.. ofBody, .. ofRules, .. ofWrite];
    }
}
