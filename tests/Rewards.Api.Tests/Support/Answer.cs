using System.Text.Json.Nodes;

namespace Rewards.Api.Tests.Support;

/// <summary>What the service answered.</summary>
public sealed record Answer(int Status, JsonNode? Body, HttpResponseMessage Response)
{
    /// <summary>The problem's code.</summary>
    public string? Code => Body?["code"]?.GetValue<string>();

    public bool IsReplay => Response.Headers.Contains("Idempotent-Replayed");

    public JsonNode? this[string member] => Body![member];

    public long Number(string member) => Body![member]!.GetValue<long>();

    public string Text(string member) => Body![member]!.GetValue<string>();

    public IReadOnlyList<JsonNode> Data => [.. Body!["data"]!.AsArray().Select(element => element!)];

    /// <summary>The rules that bound, comma-separated.</summary>
    public string Binding => string.Join(",", Body!["limits"]!.AsArray()
        .Where(limit => limit!["binding"]!.GetValue<bool>())
        .Select(limit => limit!["rule"]!.GetValue<string>()));

    /// <summary>The body as it came.</summary>
    public Task<byte[]> BytesAsync() => Response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    public Answer Expect(int status)
    {
        Assert.True(Status == status, $"{status} expected, {Status} came: {Body?.ToJsonString()}");
        ApiContract.Check(this);
        return this;
    }

    public Answer Expect(int status, string code)
    {
        Expect(status);
        Assert.Equal(code, Code);
        return this;
    }
}
