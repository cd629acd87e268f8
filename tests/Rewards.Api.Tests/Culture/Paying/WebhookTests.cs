using System.Net;
using System.Text;
using Rewards.Api.Tests.Support;
using Stripe;

namespace Rewards.Api.Tests.Culture.Paying;

/// <summary>What calls itself Stripe is believed only where it is signed, fresh, and of our version and mode.</summary>
public sealed class WebhookTests(WebhookTests.App app) : IClassFixture<WebhookTests.App>
{
    private const string Secret = "whsec_sandbox";

    /// <summary>Its secret was changed lately.</summary>
    public sealed class App : IAsyncLifetime
    {
        public RewardsApp Service { get; } = new SqliteApp { Listens = true, Settings = { ["Stripe:PreviousWebhookSecret"] = "whsec_before" } };

        public ValueTask InitializeAsync() => Service.InitializeAsync();

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }

    private long Now => app.Service.Time.GetUtcNow().ToUnixTimeSeconds();

    [Fact]
    public async Task What_is_signed_is_taken()
    {
        var body = Body();
        Assert.Equal(HttpStatusCode.NoContent, await TellAsync(body, Signed(body, Secret, Now)));
        Assert.Equal(HttpStatusCode.NoContent, await TellAsync(body, Signed(body, "whsec_before", Now)));
        Assert.Equal(HttpStatusCode.NoContent, await TellAsync(body, Signed(body, Secret, Now - 299)));
        Assert.Equal(HttpStatusCode.NoContent, await TellAsync(body, Signed(body, "whsec_other", Now) + "," + Signed(body, Secret, Now).Split(',')[1]));
    }

    [Fact]
    public async Task What_is_signed_badly_or_long_ago_is_not_believed()
    {
        var body = Body();
        Assert.Equal(HttpStatusCode.BadRequest, await TellAsync(body, null));
        Assert.Equal(HttpStatusCode.BadRequest, await TellAsync(body, "t=1,v1=00"));
        Assert.Equal(HttpStatusCode.BadRequest, await TellAsync(body, Signed(body, "whsec_other", Now)));
        Assert.Equal(HttpStatusCode.BadRequest, await TellAsync(body, Signed(body, Secret, Now - 301)));
        Assert.Equal(HttpStatusCode.BadRequest, await TellAsync(body + " ", Signed(body, Secret, Now)));
        Assert.Equal(HttpStatusCode.BadRequest, await TellAsync(body, Signed(body, Secret, Now).Replace("t=", "t=99999999999999999999", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("{\"id\":\"evt_1\"")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task What_is_no_event_is_not_taken(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, await TellAsync(body, Signed(body, Secret, Now)));

    [Fact]
    public async Task What_is_longer_than_256_KiB_is_not_read()
    {
        var fits = Body() + new string(' ', (256 * 1024) - Body().Length);
        var tooLong = fits + " ";

        Assert.Equal(HttpStatusCode.NoContent, await TellAsync(fits, Signed(fits, Secret, Now)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await TellAsync(tooLong, Signed(tooLong, Secret, Now)));
    }

    [Theory]
    [InlineData("2025-09-30.clover", false)]
    [InlineData(null, true)]
    public async Task What_is_of_another_version_or_mode_is_not_taken(string? version, bool isLive)
    {
        var body = Body(version ?? StripeConfiguration.ApiVersion, isLive);

        Assert.Equal(HttpStatusCode.BadRequest, await TellAsync(body, Signed(body, Secret, Now)));
    }

    private static string Body(string? version = null, bool isLive = false) => $$"""
        {"id":"evt_{{Guid.NewGuid():N}}","object":"event","type":"checkout.session.completed","api_version":"{{version ?? StripeConfiguration.ApiVersion}}","livemode":{{(isLive ? "true" : "false")}},"data":{"object":{"id":"cs_test_none"} } }
        """;

    private static string Signed(string body, string secret, long at) => EventUtility.GenerateSignatureHeader(body, secret, at);

    private async Task<HttpStatusCode> TellAsync(string body, string? signature)
    {
        using var client = new HttpClient { BaseAddress = app.Service.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/webhooks/stripe")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
