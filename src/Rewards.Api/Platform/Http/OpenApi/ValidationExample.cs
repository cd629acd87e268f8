using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace Rewards.Api.Platform.Http.OpenApi;

/// <summary>
/// What a call says when a field breaks its rule: the first field that has one, in the call's own words.
/// </summary>
internal static class ValidationExample
{
    /// <summary>Where nothing has a rule, a parameter that the call does not know.</summary>
    public static ProblemFact For(MethodInfo handler) =>
        In(handler) ?? ProblemFact.Errors("page", "is not a parameter of this call; it has none");

    /// <returns>Null: the call takes nothing that has a rule.</returns>
    public static ProblemFact? In(MethodInfo handler) =>
        handler.GetParameters().Select(OfParameter).FirstOrDefault(found => found is not null);

    private static ProblemFact? OfParameter(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(PageRequest))
        {
            return ProblemFact.Errors(PageRequest.LimitParameter, PageRequest.LimitRule);
        }

        return RequestBody.Is(type) || parameter.IsDefined(typeof(AsParametersAttribute))
            ? Within(type, "")
            : RuleOf(parameter, parameter.Name!);
    }

    private static ProblemFact? Within(Type type, string path) => type.GetProperties()
        .Select(member => RequestBody.Is(member.PropertyType)
            ? Within(member.PropertyType, $"{path}{NameOf(member.Name)}.")
            : RuleOf(member, path + NameOf(member.Name)))
        .FirstOrDefault(found => found is not null);

    private static ProblemFact? RuleOf(ICustomAttributeProvider field, string path) =>
        field.GetCustomAttributes(typeof(ValidationAttribute), inherit: true)
            .Cast<ValidationAttribute>()
            .Select(rule => ProblemFact.Errors(path, rule.FormatErrorMessage(path)))
            .FirstOrDefault();

    private static string NameOf(string member) => JsonNamingPolicy.SnakeCaseLower.ConvertName(member);
}
