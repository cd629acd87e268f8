using System.Collections.Concurrent;
using System.Diagnostics;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Faults;

/// <summary>
/// The database goes away for ten seconds in the middle of load; callers repeat their requests with their keys.
/// </summary>
public sealed class DatabaseAwayTests : IAsyncLifetime
{
    private const int Clients = 16;

    /// <summary>Far fewer than one for each waiting request.</summary>
    private const int MostThreads = 60;

    private static readonly TimeSpan Away = TimeSpan.FromSeconds(10);

    /// <summary>Promised are 2 s. Who waits for the database to come back waits far longer.</summary>
    private static readonly TimeSpan LongestAnswer = Away / 2;

    private readonly ProxiedApp app = new();
    private readonly ConcurrentQueue<Seen> seen = [];

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData(Absence.Refusing)]
    [InlineData(Absence.Silent)]
    public async Task Callers_are_told_so_at_once_and_nothing_is_lost_or_doubled(Absence absence)
    {
        var members = new List<Member>();
        for (var client = 0; client < Clients; client++)
        {
            members.Add(await app.SignUpWithAsync(1300));
        }

        using var stop = new CancellationTokenSource();
        var clients = members.Select(member => RedeemUntilAsync(member, stop.Token)).ToList();
        await PauseAsync(TimeSpan.FromSeconds(1));

        var (wentAt, threads) = (Stopwatch.GetTimestamp(), await AwayAsync(absence));
        var backAt = Stopwatch.GetTimestamp();
        await PauseAsync(TimeSpan.FromSeconds(6));
        await stop.CancelAsync();
        var done = await Task.WhenAll(clients);

        Report(absence, wentAt, backAt, threads);
        Assert.All(seen, answer =>
            Assert.True(answer is { Status: 201 } or { Status: 503, RetryAfter: true }, answer.ToString()));
        Assert.InRange(threads, 0, MostThreads);
        Assert.InRange(
            seen.Where(answer => answer.Status == 503).Max(answer => answer.Took), TimeSpan.Zero, LongestAnswer);
        Assert.Contains(seen, answer => answer.Status == 201 && answer.At > backAt
            && Stopwatch.GetElapsedTime(backAt, answer.At) < TimeSpan.FromSeconds(5));
        for (var client = 0; client < Clients; client++)
        {
            Assert.Equal(1300 - done[client], await members[client].SpendableAsync());
        }
    }

    /// <returns>The most threads at a time.</returns>
    private async Task<int> AwayAsync(Absence absence)
    {
        app.Proxy.GoAway(absence);
        var most = 0;
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < Away;)
        {
            most = Math.Max(most, ThreadPool.ThreadCount);
            await PauseAsync(TimeSpan.FromMilliseconds(100));
        }

        app.Proxy.ComeBack();
        return most;
    }

    /// <returns>How many redemptions were acknowledged.</returns>
    private async Task<int> RedeemUntilAsync(Member member, CancellationToken stop)
    {
        var till = app.Till().Caller;
        for (var done = 0; ; done++)
        {
            var (body, key) = (Till.Body(member, 8800, 1, capture: true), Caller.NewKey());
            while (await SendAsync(till, body, key) != 201)
            {
                await Task.Delay(Random.Shared.Next(50, 150), CancellationToken.None);
            }

            if (stop.IsCancellationRequested)
            {
                return done + 1;
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }

    private async Task<int> SendAsync(Caller till, object body, string key)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await till.PostAsync("/v1/redemptions", body, key);
        seen.Enqueue(new Seen(
            Stopwatch.GetTimestamp(),
            answer.Status,
            Stopwatch.GetElapsedTime(started),
            answer.Response.Headers.RetryAfter is not null));
        return answer.Status;
    }

    private void Report(Absence absence, long wentAt, long backAt, int threads)
    {
        var first = seen.Where(answer => answer.Status == 201 && answer.At > backAt).Min(answer => answer.At);
        TestContext.Current.SendDiagnosticMessage(
            $"{absence}: {seen.Count(answer => answer.Status == 201)} done, "
            + $"{seen.Count(answer => answer.Status == 503)} times 503 after "
            + $"{seen.Where(answer => answer.Status == 503).Max(answer => answer.Took).TotalMilliseconds:F0} ms "
            + $"at most, {threads} threads, "
            + $"back {Stopwatch.GetElapsedTime(backAt, first).TotalMilliseconds:F0} ms after its return, "
            + $"away {Stopwatch.GetElapsedTime(wentAt, backAt).TotalSeconds:F1} s");
    }

    private static Task PauseAsync(TimeSpan time) => Task.Delay(time, TestContext.Current.CancellationToken);

    private sealed record Seen(long At, int Status, TimeSpan Took, bool RetryAfter);
}
