using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace Rewards.Api.Site;

/// <summary>
/// A page has one handler for each verb. The framework would look for the one that the address names, and where there
/// is none show the page without having asked any: <c>/entries/1?handler=x</c>.
/// </summary>
internal sealed class PageHandlers : IPageHandlerMethodSelector
{
    public HandlerMethodDescriptor? Select(PageContext context)
    {
        var verb = context.HttpContext.Request.Method;
        var asked = HttpMethods.IsHead(verb) ? HttpMethods.Get : verb;
        return context.ActionDescriptor.HandlerMethods
            .FirstOrDefault(handler => HttpMethods.Equals(handler.HttpMethod, asked));
    }
}
