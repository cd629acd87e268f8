using System.Net;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Rewards.Domain;

namespace Rewards.Api.Platform.Http;

/// <summary>
/// Holds path, query, headers and forms to the one rule for texts before anybody reads them. Bodies of JSON are held to
/// it where they are read: <see cref="TextConverter"/>.
/// </summary>
internal static class RequestTexts
{
    public static Task Check(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var problem = InQuery(request.QueryString.Value)
            ?? Refuse("path", PlainText.FaultIn(request.Path.Value))
            ?? InHeaders(request);
        return problem is not null ? RefuseAsync(context, problem)
            : SiteRequest.IsSite(request) && request.HasFormContentType ? CheckFormAsync(context, next)
            : next(context);
    }

    private static async Task CheckFormAsync(HttpContext context, RequestDelegate next)
    {
        var problem = await InFormAsync(context);
        await (problem is null ? next(context) : RefuseAsync(context, problem));
    }

    private static Task RefuseAsync(HttpContext context, Problem problem)
    {
        if (!SiteRequest.WantsPage(context.Request))
        {
            return problem.WriteAsync(context);
        }

        // Left empty: the page of errors fills it.
        context.Response.StatusCode = problem.Code.Status;
        return Task.CompletedTask;
    }

    private static Problem? InQuery(string? query)
    {
        foreach (var parameter in new QueryStringEnumerable(query))
        {
            var name = Decode(parameter.EncodedName.Span);
            var problem = Refuse("query", FaultIn(name)) ?? Refuse(name!, FaultIn(Decode(parameter.EncodedValue.Span)));
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    /// <summary>
    /// Only of the API: a browser brings along what other sites gave it, and pages read only what they sealed. A tab is
    /// a blank here.
    /// </summary>
    private static Problem? InHeaders(HttpRequest request) => SiteRequest.IsSite(request)
        ? null
        : InAll(request.Headers, mayHaveLines: true);

    private static async Task<Problem?> InFormAsync(HttpContext context)
    {
        try
        {
            return InAll(await context.Request.ReadFormAsync(context.RequestAborted), mayHaveLines: false);
        }
        catch (Exception broken) when (broken is InvalidDataException
            or (IOException and not BadHttpRequestException))
        {
            // The server's own error for broken frames is explained elsewhere; a bare one is the sender's too.
            return Problem.Of("malformed_request");
        }
    }

    private static Problem? InAll(
        IEnumerable<KeyValuePair<string, StringValues>> texts, bool mayHaveLines)
    {
        foreach (var (name, values) in texts)
        {
            foreach (var value in values)
            {
                var problem = Refuse("form", PlainText.FaultIn(name))
                    ?? Refuse(name, PlainText.FaultIn(value, mayHaveLines));
                if (problem is not null)
                {
                    return problem;
                }
            }
        }

        return null;
    }

    private static string? FaultIn(string? decoded) =>
        decoded is null ? "must be valid Unicode" : PlainText.FaultIn(decoded);

    /// <summary>
    /// Null: what its percent signs stand for is not UTF-8. The framework would take such a text as it is written.
    /// </summary>
    private static string? Decode(ReadOnlySpan<char> encoded)
    {
        var bytes = Encoding.UTF8.GetBytes(encoded.ToString());
        bytes = WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }

    private static Problem? Refuse(string name, string? fault) =>
        fault is null ? null : Problem.Invalid(name, fault);
}
