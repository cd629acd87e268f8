using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>
/// Bodies whose frame is broken, over a real connection: the sender's mistake, never the service's, for every kind of
/// reader there is.
/// </summary>
public sealed class FramingTests : IAsyncLifetime
{
    private const string Json = "application/json";
    private const string Fields = "application/x-www-form-urlencoded";

    private readonly SqliteApp app = new() { Listens = true };

    /// <summary>A reader of JSON, one that keeps the bytes, one without a credential, and a form.</summary>
    public static TheoryData<string, string> Readers { get; } = new()
    {
        { "/v1/quotes", Json },
        { "/v1/redemptions", Json },
        { "/v1/redemptions/nothing/release", Json },
        { "/v1/member/sessions", Json },
        { "/welcome", Fields },
    };

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_broken_frame_is_the_senders_mistake(string path, string contentType)
    {
        string[] frames =
        [
            "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n{}\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n-5\r\n{}\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n2\r\n{}nonsense\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
            "Transfer-Encoding: gzip\r\n\r\n{}",
            "Content-Length: -2\r\n\r\n{}",
            "Content-Length: two\r\n\r\n{}",
            "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            "Content-Length: 3000000000\r\n\r\n{}",
        ];
        foreach (var frame in frames)
        {
            var answer = await RawConnection.SendAsync(app.Address, Request(path, contentType, frame));

            Assert.True(answer.Status is >= 400 and < 500, $"{frame}: {answer.Headers}");
        }

        await IsWellAsync();
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_body_that_ends_too_soon_harms_nobody(string path, string contentType)
    {
        string[] frames =
        [
            "Content-Length: 50\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n32\r\n{", "Content-Length: 50\r\n\r\n",
        ];
        foreach (var frame in frames)
        {
            var answer = await RawConnection.SendAsync(
                app.Address, Request(path, contentType, frame), endsThere: true);
            await RawConnection.SendAndLeaveAsync(app.Address, Request(path, contentType, frame));

            Assert.True(answer.Status is null or (>= 400 and < 500), $"{frame}: {answer.Headers}");
        }

        await IsWellAsync();
    }

    [Theory]
    [InlineData("%zz=%&%00=%00")]
    [InlineData("=&&&=&=")]
    [InlineData("\u00ff\u00fe=\u0000")]
    public async Task A_form_that_is_none_is_the_senders_mistake(string fields)
    {
        var many = string.Join('&', Enumerable.Range(0, 3000).Select(number => $"field{number}="));
        foreach (var body in new[] { fields, new string('k', 5000) + "=1", many })
        {
            var answer = await RawConnection.SendAsync(
                app.Address, Request("/welcome", Fields, $"Content-Length: {body.Length}\r\n\r\n{body}"));

            Assert.True(answer.Status is >= 400 and < 500, answer.Headers);
        }
    }

    private async Task IsWellAsync() => (await app.Caller(null).GetAsync("/health/ready")).Expect(200);

    private static string Request(string path, string contentType, string frame) =>
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: text/html\r\n"
        + $"Authorization: Bearer rk_test_bookshop\r\nIdempotency-Key: {Caller.NewKey()}\r\n"
        + $"Content-Type: {contentType}\r\n{frame}";
}
