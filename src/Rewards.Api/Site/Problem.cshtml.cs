using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Site.SigningIn;

namespace Rewards.Api.Site;

/// <summary>
/// What went wrong, in words that say what to do next. Shown in place of a page, with that page's status.
/// </summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ProblemModel : PageModel
{
    private const string Missing = "problem.missing";

    /// <summary>Of the texts.</summary>
    public string Key => Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => "problem.form",
        StatusCodes.Status429TooManyRequests => "problem.often",
        StatusCodes.Status503ServiceUnavailable => "problem.busy",
        >= StatusCodes.Status500InternalServerError => "problem.ours",
        _ => Missing,
    };

    /// <summary>The page that failed, opened anew; null: that would not help, or it is the home page.</summary>
    public string? Again => Key == Missing || LocalPath.Of(Failed) is "/" ? null : LocalPath.Of(Failed);

    /// <summary>Without its query: that may be what was wrong.</summary>
    private string? Failed =>
        HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
        ?? HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path;
}
