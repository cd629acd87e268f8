using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Rewards.Api.Platform.Authenticating;

namespace Rewards.Api.Site.ShowingCodes;

/// <summary>Tells an open code page what the till did: within a second, over a poll of two stretches of primary keys.</summary>
internal static class CodeEvents
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Then the browser connects again by itself, and finds another process perhaps.</summary>
    private static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(5);

    public static void MapCodeEvents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/code/events", Stream).RequireAuthorization(Policies.Site).ExcludeFromDescription();

    /// <param name="context">The browser's request.</param>
    /// <param name="seen">What the page shows already.</param>
    private static ServerSentEventsResult<PaymentNews?> Stream(
        HttpContext context,
        string? seen,
        PaymentNewsReader news,
        SessionDirectory sessions,
        IHostApplicationLifetime lifetime)
    {
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        var watcher = new Watcher(
            context.User.Id(), SessionCookie.Read(context.Request)!, SeenNews.Read(last.Length > 0 ? last : seen));
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(
            WatchAsync(watcher, news, sessions, lifetime.ApplicationStopping, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<PaymentNews?>> WatchAsync(
        Watcher watcher,
        PaymentNewsReader news,
        SessionDirectory sessions,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // First something to send, so that the browser knows that it is connected.
        yield return new SseItem<PaymentNews?>(null, "ready");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        end.CancelAfter(LongestStream);
        var seen = watcher.Seen;
        while (!end.IsCancellationRequested)
        {
            if (await sessions.FindAsync(watcher.Session) is null)
            {
                yield return new SseItem<PaymentNews?>(null, "over");
                yield break;
            }

            (seen, var unseen) = await news.ReadAsync(watcher.MemberId, seen, CancellationToken.None);
            foreach (var told in unseen)
            {
                yield return new SseItem<PaymentNews?>(told, "news") { EventId = seen.ToString() };
            }

            await Task.Delay(Pause, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <param name="MemberId">Who looks.</param>
    /// <param name="Session">Their token: when it is over, so is the stream.</param>
    /// <param name="Seen">The newest that they know.</param>
    private sealed record Watcher(string MemberId, string Session, SeenNews Seen);
}
