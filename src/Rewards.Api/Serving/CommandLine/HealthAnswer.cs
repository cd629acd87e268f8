using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Serving.CommandLine;

/// <summary>What asking a service whether it is ready came to. Scripts read this: its names stay.</summary>
/// <param name="Status">
/// <c>ok</c>, <c>degraded</c> or <c>unavailable</c>, as the service says; <c>unreachable</c>: nobody answers;
/// <c>unknown</c>: somebody does who is not this service.
/// </param>
/// <param name="Address">Who was asked.</param>
/// <param name="Ms">How long it took, in whole milliseconds.</param>
/// <param name="Unwell">What is not well; null: only operators learn it.</param>
internal sealed record HealthAnswer(string Status, Uri Address, long Ms, IReadOnlyList<string>? Unwell)
{
    /// <summary>The answer as it came; null: there was none.</summary>
    [JsonIgnore]
    public string? Said { get; private init; }

    /// <summary>Why there is no answer to go by; null: there is one.</summary>
    [JsonIgnore]
    public string? Reason { get; private init; }

    [JsonIgnore]
    public bool IsReady { get; private init; }

    /// <param name="address">Where the service listens.</param>
    /// <param name="token">An operator's; null: as anybody.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<HealthAnswer> AskAsync(Uri address, string? token, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        http.DefaultRequestHeaders.Authorization =
            token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await http.GetAsync(new Uri(address, Health.ReadyPath), cancellationToken);
            var said = await answer.Content.ReadAsStringAsync(cancellationToken);
            var (found, ms) = (Read(said), MsSince(started));
            return found is null
                ? new HealthAnswer("unknown", address, ms, null) { Reason = $"{address} is not this service." }
                : new HealthAnswer(found.Status, address, ms, found.Unwell)
                {
                    Said = said,
                    IsReady = answer.IsSuccessStatusCode,
                };
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return new HealthAnswer("unreachable", address, MsSince(started), null)
            {
                Reason = $"{address} does not answer: {exception.Message}",
            };
        }
    }

    /// <returns>Null: this service does not speak so.</returns>
    private static Body? Read(string said)
    {
        try
        {
            return JsonSerializer.Deserialize<Body>(said, ApiJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long MsSince(long started) => (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;

    private sealed record Body(string Status, IReadOnlyList<string>? Unwell = null);
}
