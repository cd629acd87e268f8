namespace Rewards.Api.Platform.Http;

/// <summary>Answers with a problem.</summary>
public sealed class ProblemResult(Problem problem) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => problem.Code.Status;

    public Task ExecuteAsync(HttpContext httpContext) => problem.WriteAsync(httpContext);
}

/// <summary>Turns refusals into answers.</summary>
public static class RefusalExtensions
{
    public static ProblemResult ToProblem(this Domain.Refusal refusal) => new(Problem.Of(refusal));
}
