namespace Rewards.Api.Http;

/// <summary>A request that can't be read. Thrown while a parameter is bound, where no answer can be returned.</summary>
public sealed class BindingException(Problem problem)
    : BadHttpRequestException(problem.Code.TitleEn, problem.Code.Status)
{
    public Problem Problem => problem;

    public static BindingException Invalid(string member, string reason) => new(Problem.Of("validation_failed") with
    {
        Errors = new Dictionary<string, string[]> { [member] = [reason] },
    });
}
