using System.Reflection;
using Microsoft.AspNetCore.Http.Features;

namespace Rewards.Api.Platform.Http;

/// <summary>What callers send. The types are called <c>…Body</c>.</summary>
internal static class RequestBody
{
    public static bool Is(Type type) => type.Name.EndsWith("Body", StringComparison.Ordinal);

    public static bool IsPart(Type type) => type.IsDefined(typeof(PartOfBodyAttribute), inherit: false);

    /// <summary>
    /// Where a call may do without a body, the framework takes the word <c>null</c> for none. It is no body of ours.
    /// </summary>
    public static EndpointFilterDelegate RefuseNull(
        EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var index = Array.FindIndex(context.MethodInfo.GetParameters(), IsOptionalBody);
        return index < 0
            ? next
            : call => call.Arguments[index] is null && WasSent(call.HttpContext)
                ? new ValueTask<object?>(
                    new ProblemResult(Problem.Of("malformed_request", "The body must not be null.") with
                    {
                        DetailZh = "请求内容不能为 null。",
                    }))
                : next(call);
    }

    private static bool IsOptionalBody(ParameterInfo parameter) =>
        Is(parameter.ParameterType)
        && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;

    private static bool WasSent(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
}

/// <summary>Marks what answers show as it was sent: requests are as strict about it as about a body.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PartOfBodyAttribute : Attribute;
