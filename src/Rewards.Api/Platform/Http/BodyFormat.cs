using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Rewards.Api.Platform.Http;

/// <summary>
/// Decides whether a body can be read before anything tries: the API reads JSON, a page reads the fields of a form,
/// both in UTF-8. The framework's readers throw on encodings that they don't know, and guess where they should not.
/// </summary>
internal static class BodyFormat
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
    private const string Charset = "charset";

    /// <summary>Two names for it, and two for the part of it that is ASCII.</summary>
    private static readonly string[] Utf8 = ["utf-8", "utf8", "us-ascii", "ascii"];

    public static Task Check(HttpContext context, RequestDelegate next)
    {
        var (request, isForm) = (context.Request, IsPage(context));
        if (isForm && !HttpMethods.IsPost(request.Method))
        {
            // Who only looks brings no form, whatever comes along: nobody reads it.
            request.ContentType = null;
        }

        if (IsFine(context, isForm))
        {
            return next(context);
        }

        // Nothing is left that a reader could stumble over: neither quotes around a name, nor what is refused here,
        // which the page of errors would read again.
        request.ContentType = Readable(request.ContentType, isForm);
        if (request.ContentType is not null)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }

    /// <summary>Nobody reads a body, or it is said to be what nearly all send.</summary>
    private static bool IsFine(HttpContext context, bool isForm) =>
        string.IsNullOrEmpty(context.Request.ContentType)
        || (!isForm && (context.Request.ContentType == Json || !IsJson(context)));

    private static bool IsPage(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null;

    /// <summary>That the body says it is JSON, routing has seen already.</summary>
    private static bool IsJson(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is not null;

    /// <summary>The media type without its parameters; null: nothing that is read here.</summary>
    private static string? Readable(string? contentType, bool isForm) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (!isForm || type.MediaType.Equals(Form, StringComparison.OrdinalIgnoreCase))
        && type.Parameters.All(IsUtf8)
            ? type.MediaType.Value
            : null;

    private static bool IsUtf8(NameValueHeaderValue parameter) =>
        !parameter.Name.Equals(Charset, StringComparison.OrdinalIgnoreCase)
        || Utf8.Contains(
            HeaderUtilities.RemoveQuotes(parameter.Value).ToString(), StringComparer.OrdinalIgnoreCase);
}
