using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Rewards.Api.Platform.Http;

/// <summary>
/// Pages answer the verbs that they handle, and no others: the framework would show a page for any verb, without
/// having asked its handler for what it shows.
/// </summary>
internal static class PageVerbs
{
    public static Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not { } page)
        {
            return next(context);
        }

        if (IsError(context))
        {
            return LookAsync(context, next);
        }

        var verbs = VerbsOf(page);
        if (verbs.Contains(context.Request.Method))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = string.Join(", ", verbs);
        return Task.CompletedTask;
    }

    private static bool IsError(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null
        || context.Features.Get<IExceptionHandlerFeature>() is not null;

    /// <summary>
    /// The page of errors stands in for another one, and is looked at, whatever that was asked by. Nobody reads a form
    /// for it: it may be the form that can't be read.
    /// </summary>
    private static async Task LookAsync(HttpContext context, RequestDelegate next)
    {
        var verb = context.Request.Method;
        (context.Request.Method, context.Request.ContentType) = (HttpMethods.Get, null);
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = verb;
        }
    }

    /// <summary>A page without a handler for GET is shown as it is.</summary>
    private static SortedSet<string> VerbsOf(CompiledPageActionDescriptor page)
    {
        var handled = page.HandlerMethods.Select(handler => handler.HttpMethod.ToUpperInvariant());
        return new SortedSet<string>([HttpMethods.Get, HttpMethods.Head, .. handled], StringComparer.OrdinalIgnoreCase);
    }
}
