using System.Net.Sockets;
using System.Text;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>A length that a caller only claims.</summary>
public sealed class LargeBodyTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-large-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("3000000000")]
    [InlineData("2000000000")]
    [InlineData("65537")]
    public async Task Is_refused_before_any_memory_is_taken_for_it(string length)
    {
        await using var service = await ServiceProcess.StartAsync(folder.FullName);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ClaimAsync(service.Address, length)));

        Assert.All(statuses, status => Assert.Equal("HTTP/1.1 413 Payload Too Large", status));
        Assert.True(service.WorkingSet < 1L << 30, $"{service.WorkingSet} bytes are in use.");
    }

    /// <summary>Sends headers and two bytes of the body. HttpClient would insist on sending them all.</summary>
    private static async Task<string?> ClaimAsync(string address, string length)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(address).Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /v1/redemptions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer rk_test_bookshop\r\n"
            + $"Idempotency-Key: {Caller.NewKey()}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {length}\r\n\r\n{{}}"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken);
    }
}
