namespace Rewards.Api.Platform.Http;

/// <summary>A request that can't be read. Thrown while a parameter is bound, where no answer can be returned.</summary>
public sealed class BindingException(Problem problem)
    : BadHttpRequestException(problem.Code.TitleEn, problem.Code.Status)
{
    public Problem Problem => problem;

    public static BindingException Invalid(string field, string reason) => new(Problem.Invalid(field, reason));
}
