using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Picturing;

/// <summary>What only a real server meets.</summary>
public sealed class UploadFramesTests : IAsyncLifetime
{
    private readonly SqliteApp app = new() { Listens = true };

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Two_megabytes_pass_the_server_too_with_a_length_or_in_chunks()
    {
        var picture = PictureFiles.Poster();
        byte[] largest = [.. picture, .. new byte[(2 * 1024 * 1024) - picture.Length]];

        Assert.Equal(201, await PostAsync(largest, inChunks: true));
        Assert.Equal(200, await PostAsync(largest, inChunks: false));
        Assert.Equal(413, await PostAsync([.. largest, 0], inChunks: true));
        Assert.Equal(413, await PostAsync([.. largest, 0], inChunks: false));
    }

    [Fact]
    public async Task A_length_that_is_only_claimed_takes_no_memory()
    {
        var answer = await RawConnection.SendAsync(app.Address,
            "POST /v1/merchant/pictures HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer rk_test_centre\r\n"
            + "Content-Type: image/png\r\nContent-Length: 3000000000\r\n\r\n{}", false);

        Assert.Equal(413, answer.Status);
    }

    private async Task<int> PostAsync(byte[] file, bool inChunks)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/merchant/pictures") { Content = new ByteArrayContent(file) };
        request.Headers.TransferEncodingChunked = inChunks;
        request.Headers.ExpectContinue = true;
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer rk_test_centre");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "image/jpeg");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
