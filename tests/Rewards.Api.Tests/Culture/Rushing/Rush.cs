using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rewards.Api.Platform.Http;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Rushing;

/// <summary>What became of one member's wish.</summary>
/// <param name="Wanted">Tickets.</param>
/// <param name="Status">The last answer's.</param>
/// <param name="Code">Of its problem; null: there is an order.</param>
internal sealed record Rusher(int Wanted, int Status, string? Code);

/// <summary>
/// Many members who order tickets of one slot at about the same time, one or two each. Whoever gets no answer, or 503, asks
/// again after a while, with the same key, at the next node.
/// </summary>
/// <param name="nodes">Clients of them, without credentials.</param>
/// <param name="offer">What.</param>
/// <param name="slot">When.</param>
internal sealed class Rush(IReadOnlyList<HttpClient> nodes, string offer, string slot)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    /// <summary>How often what was answered, in words, also where somebody asked again: <c>422 sold_out</c>.</summary>
    public ConcurrentDictionary<string, int> Answers { get; } = [];

    /// <param name="tokens">The members' credentials.</param>
    /// <param name="within">How long it takes until the last one has asked first.</param>
    public Task<Rusher[]> RunAsync(IReadOnlyList<string> tokens, TimeSpan within)
    {
        var clock = Stopwatch.StartNew();
        return Task.WhenAll(tokens.Select((token, at) => Task.Run(async () =>
        {
            await WaitAsync((within * at / tokens.Count) - clock.Elapsed);
            return await OrderAsync(token, at, clock);
        })));
    }

    private async Task<Rusher> OrderAsync(string token, int number, Stopwatch clock)
    {
        // One and two tickets at each node.
        var (wanted, key) = (1 + (number / nodes.Count % 2), Caller.NewKey());
        for (var attempt = number; ; attempt++)
        {
            var (status, body, wait) = await AskAsync(nodes[attempt % nodes.Count], token, key, wanted);
            var code = body is null ? null : JsonNode.Parse(body)!["code"]?.GetValue<string>();
            Answers.AddOrUpdate(status == 0 ? "none" : $"{status} {code}".TrimEnd(), 1, (_, count) => count + 1);
            if (status is not (0 or 503) || clock.Elapsed > Patience)
            {
                return new Rusher(wanted, status, code);
            }

            await WaitAsync(wait);
        }
    }

    /// <summary>Status 0: the node is not there, or went away before it answered.</summary>
    private async Task<(int Status, string? Body, TimeSpan Wait)> AskAsync(HttpClient node, string token, string key, int wanted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/member/orders")
        {
            Content = new StringContent(BodyOf(wanted), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var response = await node.SendAsync(request, TestContext.Current.CancellationToken);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return ((int)response.StatusCode, body, response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero);
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException)
        {
            // The latter where it ends in the very moment in which it is connected to.
            return (0, null, TimeSpan.FromMilliseconds(200));
        }
    }

    private string BodyOf(int wanted) => JsonSerializer.Serialize(
        new { OfferId = offer, SlotId = slot, Quantity = wanted, AcceptVersion = 1 }, ApiJson.Options);

    private static Task WaitAsync(TimeSpan wait) =>
        wait > TimeSpan.Zero ? Task.Delay(wait, TestContext.Current.CancellationToken) : Task.CompletedTask;
}
