using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Measuring;

namespace Rewards.Api.Platform.Http;

/// <summary>
/// Writes one line for each request that was refused or failed, and counts those that were kept out. What went well
/// writes nothing, unless this class is set to <c>Debug</c>: then it has its line too. Names routes and never paths:
/// paths and queries have ids and codes in them.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger, AccessMetrics metrics)
{
    private const string None = "none";

    public async Task InvokeAsync(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        catch (Exception exception) when (IsBroken(context, exception))
        {
            throw;
        }

        var status = context.Response.StatusCode;
        if (status >= StatusCodes.Status400BadRequest)
        {
            metrics.Refused(status, CodeOf(context));
        }

        Write(context, LevelOf(status), Stopwatch.GetElapsedTime(began));
    }

    private static LogLevel LevelOf(int status) => status switch
    {
        < StatusCodes.Status400BadRequest => LogLevel.Debug,

        // The caller has gone: nobody was refused.
        StatusCodes.Status499ClientClosedRequest => LogLevel.Debug,
        < StatusCodes.Status500InternalServerError => LogLevel.Information,
        StatusCodes.Status500InternalServerError => LogLevel.Error,
        _ => LogLevel.Warning,
    };

    private void Write(HttpContext context, LogLevel level, TimeSpan took)
    {
        if (!logger.IsEnabled(level))
        {
            return;
        }

        var exception = level == LogLevel.Error ? context.Features.Get<IExceptionHandlerFeature>()?.Error : null;
        var (method, route) = (context.Request.Method, RouteOf(context));
        var (status, code) = (context.Response.StatusCode, CodeOf(context));
        var milliseconds = Math.Round(took.TotalMilliseconds, 1);
        var (kind, id) = PrincipalOf(context);
        var (address, requestId) = (CallerAddress.Of(context), context.TraceIdentifier);
        Answered(
            logger, level, exception, method, route, status, code, milliseconds, kind, id, address, requestId);
    }

    private static string CodeOf(HttpContext context) => context.Features.Get<ProblemCode>()?.Code ?? None;

    private static (string Kind, string Id) PrincipalOf(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true, AuthenticationType: { } kind }
            ? (kind, context.User.Id())
            : ("anonymous", None);

    /// <summary>Where it was to go at first: an error is answered from elsewhere.</summary>
    private static string RouteOf(HttpContext context)
    {
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint
            ?? context.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint
            ?? context.GetEndpoint();
        return (endpoint as RouteEndpoint)?.RoutePattern.RawText is { } route ? "/" + route.TrimStart('/') : None;
    }

    /// <summary>The answer was under way already, so that none about the error could be given any more.</summary>
    private bool IsBroken(HttpContext context, Exception exception)
    {
        if (!context.RequestAborted.IsCancellationRequested)
        {
            Broken(logger, exception, RouteOf(context), context.TraceIdentifier);
        }

        return false;
    }

    [LoggerMessage(EventId = 1020, Message =
        "{method} {route} status={status} code={code} ms={ms} principal={principal_kind}:{principal_id} "
        + "address={address} request_id={request_id}")]
    private static partial void Answered(
        ILogger logger,
        LogLevel level,
        Exception? exception,
        string method,
        string route,
        int status,
        string code,
        double ms,
        string principal_kind,
        string principal_id,
        string address,
        string request_id);

    [LoggerMessage(EventId = 1021, Level = LogLevel.Error,
        Message = "{route} broke off in the middle of its answer, request_id={request_id}")]
    private static partial void Broken(ILogger logger, Exception exception, string route, string request_id);
}
