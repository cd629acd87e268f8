using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Tests.Support;

/// <summary>Somebody who calls the service over HTTP.</summary>
public sealed class Caller(HttpClient http)
{
    public static string NewKey() => Guid.NewGuid().ToString("N");

    public Task<Answer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<Answer> DeleteAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Delete, path));

    /// <param name="path">Where to.</param>
    /// <param name="body">An object, named as in C#; or JSON as it is.</param>
    /// <param name="key">The idempotency key; none if null.</param>
    public Task<Answer> PostAsync(string path, object body, string? key = null) =>
        SendAsync(HttpMethod.Post, path, body, key);

    public Task<Answer> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, body, null);

    /// <param name="path">Where to.</param>
    /// <param name="body">An object, named as in C#.</param>
    /// <param name="ifMatch">The entity tag; none if null.</param>
    public Task<Answer> PutAsync(string path, object body, string? ifMatch)
    {
        var request = Request(HttpMethod.Put, path, body);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return SendAsync(request);
    }

    /// <param name="path">Where to.</param>
    /// <param name="file">As it is.</param>
    /// <param name="mediaType">What it is said to be; null: nothing.</param>
    public Task<Answer> PostFileAsync(string path, byte[] file, string? mediaType = "image/jpeg")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(file) };
        if (mediaType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }

        return SendAsync(request);
    }

    /// <summary>With a key of its own.</summary>
    public Task<Answer> PostKeyedAsync(string path, object body) => PostAsync(path, body, NewKey());

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal)
            ?? false;
        return new Answer((int)response.StatusCode, isJson ? JsonNode.Parse(text) : null, response);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, object body) => new(method, path)
    {
        Content = new StringContent(
            body as string ?? JsonSerializer.Serialize(body, ApiJson.Options), Encoding.UTF8, "application/json"),
    };

    private Task<Answer> SendAsync(HttpMethod method, string path, object body, string? key)
    {
        var request = Request(method, path, body);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return SendAsync(request);
    }
}

/// <summary>A signed-in member.</summary>
/// <param name="Caller">With the member's session.</param>
/// <param name="Name">Their open id at the fake WeChat.</param>
/// <param name="Session">The sign-in's answer.</param>
public sealed record Member(Caller Caller, string Name, Answer Session)
{
    public string Id => Session["member"]!["id"]!.GetValue<string>();

    public string InviteCode => Session["member"]!["invite_code"]!.GetValue<string>();

    public Task<Answer> CheckInAsync() => Caller.PostAsync("/v1/member/check-ins", new { });

    public async Task<Answer> PointsAsync() => (await Caller.GetAsync("/v1/member/points")).Expect(200);

    public async Task<long> SpendableAsync() => (await PointsAsync()).Number("spendable");

    public async Task<IReadOnlyList<JsonNode>> EntriesAsync() =>
        (await Caller.GetAsync("/v1/member/entries?limit=100")).Expect(200).Data;

    public async Task<string> NewCodeAsync() =>
        (await Caller.PostAsync("/v1/member/codes", new { })).Expect(201).Text("code");
}

/// <summary>A merchant's till or web shop.</summary>
public sealed class Till(Caller caller)
{
    public Caller Caller => caller;

    public static object Item(long unitPriceFen, long quantity = 1) =>
        new { Name = "Something", Quantity = quantity, UnitPriceFen = unitPriceFen };

    public Task<Answer> QuoteAsync(Member member, params object[] items) =>
        caller.PostAsync("/v1/quotes", new { MemberId = member.Id, Items = items });

    /// <summary>A redemption with an order number and key of its own.</summary>
    /// <param name="member">Who buys.</param>
    /// <param name="priceFen">One line of one.</param>
    /// <param name="points">Null: as many as the limits allow.</param>
    /// <param name="capture">Spend at once, or hold.</param>
    public Task<Answer> RedeemAsync(Member member, long priceFen, long? points = null, bool capture = false) =>
        caller.PostKeyedAsync("/v1/redemptions", Body(member, priceFen, points, capture));

    public static object Body(
        Member member, long priceFen, long? points = null, bool capture = false, string? orderNo = null) => new
        {
            MemberId = member.Id,
            OrderNo = orderNo ?? Guid.NewGuid().ToString("N"),
            Items = new[] { Item(priceFen) },
            Points = points,
            Capture = capture,
        };

    public Task<Answer> CaptureAsync(Answer redemption, long? points = null) =>
        caller.PostKeyedAsync($"/v1/redemptions/{redemption.Text("id")}/capture", new { Points = points });

    public Task<Answer> ReleaseAsync(Answer redemption) =>
        caller.PostKeyedAsync($"/v1/redemptions/{redemption.Text("id")}/release", new { });

    public Task<Answer> RefundAsync(Answer redemption, long? amountFen = null) =>
        caller.PostKeyedAsync(
            $"/v1/redemptions/{redemption.Text("id")}/refunds", new { AmountFen = amountFen, Reason = "For a test" });

    public Task<Answer> GetAsync(Answer redemption) => caller.GetAsync("/v1/redemptions/" + redemption.Text("id"));
}
