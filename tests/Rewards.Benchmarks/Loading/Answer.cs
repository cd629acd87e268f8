namespace Rewards.Benchmarks.Loading;

/// <summary>An HTTP response as it came over the wire; valid until the connection's next request.</summary>
/// <param name="Status">0: the connection broke before the answer was complete.</param>
/// <param name="Bytes">Status line, headers and body.</param>
internal readonly record struct Answer(int Status, ReadOnlyMemory<byte> Bytes)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public bool HasRetryAfter => Bytes.Span.IndexOf("\r\nRetry-After: "u8) >= 0;
}
