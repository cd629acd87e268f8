using System.Text;
using System.Text.Json.Nodes;

namespace Rewards.Api.Tests.Support;

/// <summary>A text that no text may be, in each of the ways in which a request can carry it.</summary>
/// <param name="Json">Inside a text in JSON.</param>
/// <param name="Percent">In an address or a form.</param>
/// <param name="Raw">As it is.</param>
public sealed record BadText(string Json, string Percent, string Raw)
{
    private const string Place = "here it stands";

    public static BadText Nul { get; } = new(@"\u0000", "%00", "\0");

    public static BadText HalfAPair { get; } = new(@"\ud800", "%ED%A0%80", "\ud800");

    /// <summary>Sends it into every text that the operation takes, one at a time.</summary>
    /// <returns>What came of each, by the name of the text.</returns>
    public async Task<IReadOnlyList<(string Text, Answer Answer)>> SendEverywhereAsync(
        RewardsApp app, ApiOperation operation, string credential)
    {
        var answers = new List<(string, Answer)>();
        foreach (var (text, request) in Requests(operation))
        {
            answers.Add((text, await app.Caller(credential).SendAsync(request)));
        }

        foreach (var parameter in operation.Parameters.Where(parameter => parameter.In is "header" or "path"))
        {
            answers.Add((
                parameter.In == "path" ? "path" : parameter.Name,
                await SendPastClientAsync(app, operation, credential, parameter)));
        }

        return answers;
    }

    private IEnumerable<(string Text, HttpRequestMessage Request)> Requests(ApiOperation operation)
    {
        foreach (var place in operation.Body?.TextPlaces() ?? [])
        {
            var body = JsonSchemas.With(operation.BodyExample!, place, Place);
            yield return (JsonSchemas.Name(place), Request(operation, Filled(operation), body));
        }

        foreach (var parameter in operation.Parameters.Where(parameter => parameter.In == "query"))
        {
            var query = $"{Filled(operation)}?{parameter.Name}={Percent}";
            yield return (parameter.Name, Request(operation, query, operation.BodyExample));
        }
    }

    private string Filled(ApiOperation operation, ApiParameter? bad = null) => operation.Parameters
        .Where(parameter => parameter.In == "path")
        .Aggregate(operation.Path, (path, parameter) => path.Replace(
            $"{{{parameter.Name}}}", parameter == bad ? $"x{Raw}" : "x", StringComparison.Ordinal));

    private HttpRequestMessage Request(ApiOperation operation, string path, JsonNode? body)
    {
        var request = new HttpRequestMessage(operation.Method, path);
        request.Headers.Add("Idempotency-Key", Caller.NewKey());
        if (body is not null)
        {
            var json = body.ToJsonString().Replace(Place, Json, StringComparison.Ordinal);
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        return request;
    }

    /// <summary>Past the client and the server's own reader of addresses, which would let neither through.</summary>
    private async Task<Answer> SendPastClientAsync(
        RewardsApp app, ApiOperation operation, string credential, ApiParameter parameter)
    {
        var isHeader = parameter.In == "header";
        var context = await app.Server.SendAsync(sent =>
        {
            (sent.Request.Method, sent.Request.Path) = (operation.Method.Method, Filled(operation, parameter));
            sent.Request.Headers.Authorization = "Bearer " + credential;
            sent.Request.Headers["Idempotency-Key"] = Caller.NewKey();
            sent.Request.Headers[isHeader ? parameter.Name : "X-Any"] = "0123456789abcdef" + (isHeader ? Raw : "");
            sent.Request.ContentType = "application/json";
            sent.Request.Body = new MemoryStream(
                Encoding.UTF8.GetBytes(operation.BodyExample?.ToJsonString() ?? "{}"));
        });
        var body = await JsonNode.ParseAsync(context.Response.Body);
        return new Answer(context.Response.StatusCode, body, new HttpResponseMessage());
    }
}
