using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Rewards.Api.Platform.Store;
using Rewards.Domain;

namespace Rewards.Api.Platform.Http;

/// <summary>One place from which every error leaves, whoever found it: our code, the framework, or a bug.</summary>
internal static partial class ProblemHandling
{
    public const string ErrorPage = "/problem";

    public static void AddProblems(this IServiceCollection services)
    {
        services.AddSingleton<IProblemDetailsWriter, Writer>();
        services.AddProblemDetails();
        services.AddExceptionHandler<Handler>();
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => new Problem(
            ProblemCodes.ForStatus(context.HttpContext.Response.StatusCode), null).WriteAsync(context.HttpContext));

        // Inside the others: what a person sees is a page that says what to do.
        app.UseWhen(context => SiteRequest.WantsPage(context.Request), pages =>
        {
            pages.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = ErrorPage,
                StatusCodeSelector = exception => Explain(exception).Code.Status,
            });
            pages.UseStatusCodePagesWithReExecute(ErrorPage);
        });
    }

    /// <summary>What the framework itself wants to say, such as failed validation.</summary>
    private sealed class Writer : IProblemDetailsWriter
    {
        public bool CanWrite(ProblemDetailsContext context) => true;

        public ValueTask WriteAsync(ProblemDetailsContext context)
        {
            var problem = context.ProblemDetails is HttpValidationProblemDetails validation
                ? Problem.Of("validation_failed") with { Errors = JsonPath.Rename(validation.Errors) }
                : new Problem(ProblemCodes.ForStatus(context.HttpContext.Response.StatusCode), null);
            return new ValueTask(problem.WriteAsync(context.HttpContext));
        }
    }

    /// <summary>What happened is in the request's line of the log: see <see cref="RequestLog"/>.</summary>
    private sealed class Handler : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(
            HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            var problem = Explain(exception);
            if (SiteRequest.WantsPage(httpContext.Request))
            {
                httpContext.Features.Set(problem.Code);
                return false;
            }

            await problem.WriteAsync(httpContext);
            return true;
        }
    }

    private static Problem Explain(Exception exception) => exception switch
    {
        BindingException binding => binding.Problem,
        BadHttpRequestException { InnerException: JsonException json } => JsonMistake.Explain(json),
        BadHttpRequestException bad when Unbound.Match(bad.Message) is { Success: true } unbound =>
            Problem.Invalid(JsonNamingPolicy.SnakeCaseLower.ConvertName(unbound.Groups[1].Value), "has the wrong type"),
        BadHttpRequestException bad => new Problem(ProblemCodes.ForStatus(bad.StatusCode), null),
        UnavailableException unavailable => Problem.Of(unavailable.Code, unavailable.Message),
        LedgerException => Problem.Of("internal_error"),
        _ => ExplainStorage(exception),
    };

    /// <summary>A value that the database can't take is the caller's: storage is well.</summary>
    private static Problem ExplainStorage(Exception exception) =>
        RewardsDb.IsCallersData(exception)
            ? Problem.Of("malformed_request", "A value of this request can't be stored or looked up.") with
            {
                DetailZh = "请求中有无法存储或查询的值。",
            }
        : RewardsDb.DatabaseErrorIn(exception) is not null
            ? Problem.Of("storage_unavailable", "The database could not be read.")
        : Problem.Of("internal_error");

    /// <summary>The framework names the parameter only in words.</summary>
    [GeneratedRegex("""^Failed to bind parameter "[^"]* (\w+)" from """, RegexOptions.NonBacktracking)]
    private static partial Regex Unbound { get; }
}
