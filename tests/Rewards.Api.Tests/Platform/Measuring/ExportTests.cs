using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Measuring;

/// <summary>A collector that only listens: what arrives is read as an operator's would be.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-export-");
    private readonly ConcurrentQueue<(string Path, string Type, byte[] Body)> posts = [];
    private readonly HttpListener collector = new();

    public void Dispose()
    {
        collector.Close();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Metrics_reach_the_collector_that_OpenTelemetrys_own_variables_name()
    {
        var address = Listen();
        await using var service = await ServiceProcess.StartAsync(
            folder.FullName,
            [
                ("OTEL_EXPORTER_OTLP_ENDPOINT", address),
                ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                ("OTEL_METRIC_EXPORT_INTERVAL", "300"),
                ("OTEL_SERVICE_NAME", "rewards-of-a-test"),
            ]);
        (await service.Caller(null).PostAsync("/v1/member/sessions", new { WechatCode = "sandbox-alice" })).Expect(201);

        var post = await WaitForAsync("rewards.points.issued");

        Assert.Equal(("/v1/metrics", "application/x-protobuf"), (post.Path, post.Type));
        Assert.Contains("rewards-of-a-test", Encoding.UTF8.GetString(post.Body), StringComparison.Ordinal);
        await WaitForAsync("rewards.writer.queue");
        await WaitForAsync("rewards.writer.commit.duration");
        await WaitForAsync("http.server.request.duration");
    }

    private string Listen()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        free.Stop();
        collector.Prefixes.Add(address);
        collector.Start();
        _ = Task.Run(AnswerAsync);
        return address;
    }

    private async Task AnswerAsync()
    {
        while (collector.IsListening)
        {
            var context = await collector.GetContextAsync();
            var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            posts.Enqueue((context.Request.Url!.AbsolutePath, context.Request.ContentType ?? "", body.ToArray()));
            context.Response.Close();
        }
    }

    private async Task<(string Path, string Type, byte[] Body)> WaitForAsync(string metric)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (posts.FirstOrDefault(post =>
                    Encoding.UTF8.GetString(post.Body).Contains(metric, StringComparison.Ordinal))
                is { Path: not null } found)
            {
                return found;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"{metric} did not come in {posts.Count} posts.");
    }
}
