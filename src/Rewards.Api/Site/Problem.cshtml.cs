using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Rewards.Api.Site;

/// <summary>
/// What went wrong, in words that say what to do next. Shown in place of a page, with that page's status.
/// </summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ProblemModel : PageModel
{
    /// <summary>Of the texts.</summary>
    public string Key => Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => "problem.form",
        StatusCodes.Status429TooManyRequests => "problem.often",
        StatusCodes.Status503ServiceUnavailable => "problem.busy",
        >= StatusCodes.Status500InternalServerError => "problem.ours",
        _ => "problem.missing",
    };
}
