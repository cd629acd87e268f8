using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Rewards.Benchmarks.Running;

/// <param name="Status"><c>running</c>, <c>succeeded</c> or <c>failed</c>.</param>
internal sealed record JobProgress(string RunId, string Status, long Done, int Takeovers)
{
    public bool IsRunning => Status == "running";

    public static JobProgress From(JsonElement run) => new(
        run.GetProperty("id").GetString()!,
        run.GetProperty("status").GetString()!,
        run.GetProperty("progress").GetProperty("done").GetInt64(),
        run.GetProperty("takeovers").GetInt32());
}

/// <summary>An operator who looks after jobs.</summary>
internal sealed class OperatorClient : IDisposable
{
    private readonly HttpClient http;

    public OperatorClient(Server server, string token)
    {
        http = new HttpClient { BaseAddress = server.Url("/v1/operator/jobs/"), Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
    }

    public async Task<JobProgress> StartAsync(string job)
    {
        using var answer = await http.PostAsync(new Uri(job + "/runs", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
        return JobProgress.From(await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<JobProgress> ReadAsync(string runId) =>
        JobProgress.From(await http.GetFromJsonAsync<JsonElement>(new Uri("runs/" + runId, UriKind.Relative)));

    /// <summary>
    /// Waits until every job that was due today has run: a measurement must not meet one that is made up at the start.
    /// </summary>
    public async Task WaitForMissedRunsAsync()
    {
        while (await CountUnfinishedAsync() > 0)
        {
            await Task.Delay(500);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<int> CountUnfinishedAsync()
    {
        var jobs = await http.GetFromJsonAsync<JsonElement>(new Uri("", UriKind.Relative));
        return jobs.GetProperty("data").EnumerateArray()
            .Select(job => job.GetProperty("last_run"))
            .Count(run => run.ValueKind == JsonValueKind.Null || run.GetProperty("status").GetString() == "running");
    }
}
