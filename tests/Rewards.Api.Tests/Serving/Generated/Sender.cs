using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>Sends requests as they are, over many connections.</summary>
internal sealed class Sender(Uri service) : IDisposable
{
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxConnectionsPerServer = 64,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
    })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    public void Dispose() => http.Dispose();

    public Task<Received> SendAsync(GeneratedRequest request) =>
        request.Frame is { } frame ? SendAsync(frame, request) : SendByClientAsync(request, mayRepeat: true);

    private async Task<Received> SendAsync(Frame frame, GeneratedRequest request)
    {
        var answer = await RawConnection.SendAsync(service, frame.Write(request), frame.EndsTooSoon);
        return new Received(answer.Status, answer.Header, answer.Body);
    }

    /// <summary>A connection may be closed for what came over it before: then once more over another one.</summary>
    private async Task<Received> SendByClientAsync(GeneratedRequest request, bool mayRepeat)
    {
        using var message = MessageOf(request);
        try
        {
            using var response = await http.SendAsync(
                message, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            var headers = new[] { response.Headers.NonValidated, response.Content.Headers.NonValidated };
            var isEndless = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
            var body = isEndless
                ? ""
                : await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var values = headers.SelectMany(header => header)
                .ToDictionary(
                    header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            return new Received((int)response.StatusCode, values.GetValueOrDefault, body);
        }
        catch (HttpRequestException)
        {
            // The server closes before it has read what it does not want; anything else is a finding.
            return mayRepeat && !request.MayStopAtTheServer
                ? await SendByClientAsync(request, mayRepeat: false)
                : Received.Nothing;
        }
    }

    private HttpRequestMessage MessageOf(GeneratedRequest request)
    {
        var message = new HttpRequestMessage(
            request.Method, new Uri(service.GetLeftPart(UriPartial.Authority) + request.Target, AsItIs));
        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(request.Body);
            message.Content.Headers.ContentType = null;
            if (request.ContentType is not null)
            {
                message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
            }
        }

        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}
