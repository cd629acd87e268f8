using System.Globalization;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>Limits by address, over real connections: each test comes from addresses of its own.</summary>
public sealed class AddressLimitTests(LimitedService service) : IClassFixture<LimitedService>
{
    private const int SignIns = LimitedService.SignIns;

    [Fact]
    public async Task Signing_in_counts_the_address_whatever_credential_comes_along()
    {
        const string Address = "203.0.113.1";
        var token = (await SignInAsync(service.From(Address))).Expect(201).Text("access_token");
        var credentials = new[] { token, "ms_made_up", "rk_test_bookshop", "op_test_admin" };

        foreach (var credential in credentials)
        {
            (await SignInAsync(service.From(Address, credential))).Expect(201);
        }

        var refused = (await SignInAsync(service.From(Address, "ms_fresh"))).Expect(429, "rate_limited");
        Assert.InRange(refused.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        (await SignInAsync(service.From("203.0.113.2"))).Expect(201);
    }

    [Fact]
    public async Task Fifty_at_once_from_one_address_are_as_many_as_the_limit_says()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(number => SignInAsync(service.From("203.0.113.3", $"ms_{number}"))));

        Assert.Equal(SignIns, answers.Count(answer => answer.Status == 201));
        Assert.Equal(50 - SignIns, answers.Count(answer => answer.Code == "rate_limited"));
    }

    [Fact]
    public async Task An_IPv6_network_is_one_address_and_IPv4_in_its_clothes_is_IPv4()
    {
        for (var host = 1; host <= SignIns; host++)
        {
            (await SignInAsync(service.From($"2001:db8:1:2:{host:x}::{host:x}"))).Expect(201);
            (await SignInAsync(service.From(host % 2 == 0 ? "203.0.113.4" : "::ffff:203.0.113.4"))).Expect(201);
        }

        (await SignInAsync(service.From("2001:db8:1:2:ffff::1"))).Expect(429);
        (await SignInAsync(service.From("203.0.113.4"))).Expect(429);
        (await SignInAsync(service.From("2001:db8:1:3::1"))).Expect(201);
        (await SignInAsync(service.From("::ffff:203.0.113.5"))).Expect(201);
    }

    [Theory]
    [InlineData("/sign-in/wechat", "203.0.113.6")]
    [InlineData("/sign-in/callback?code=x&state=y", "203.0.113.7")]
    [InlineData("/i/H4X09K2Q", "203.0.113.8")]
    public async Task The_site_counts_the_address_too_whatever_cookie_comes_along(string path, string address)
    {
        var statuses = new List<int>();
        for (var visit = 0; visit <= SignIns; visit++)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept", "text/html");
            request.Headers.Add("Cookie", $"rewards=ms_made_up_{visit}");
            statuses.Add((await service.From(address).SendAsync(request)).Status);
        }

        Assert.Equal(429, statuses[^1]);
        Assert.DoesNotContain(429, statuses[..^1]);
    }

    [Fact]
    public async Task Behind_a_chain_of_proxies_the_first_that_is_not_trusted_is_who_calls()
    {
        for (var attempt = 0; attempt < SignIns; attempt++)
        {
            (await SignInAsync(service.From($"198.51.100.{attempt}, 203.0.113.9, 10.1.2.{attempt}"))).Expect(201);
        }

        (await SignInAsync(service.From("198.51.100.9, 203.0.113.9, 10.9.9.9"))).Expect(429);
        (await SignInAsync(service.From("203.0.113.9, 203.0.113.10, 10.9.9.9"))).Expect(201);
    }

    [Fact]
    public async Task Who_is_no_trusted_proxy_is_not_believed()
    {
        for (var attempt = 0; attempt < SignIns; attempt++)
        {
            (await SignInAsync(service.FromOutside("127.0.0.77", $"198.51.100.{attempt}"))).Expect(201);
        }

        (await SignInAsync(service.FromOutside("127.0.0.77", "198.51.100.99"))).Expect(429);
    }

    [Theory]
    [InlineData("/v1/member", "203.0.113.11")]
    [InlineData("/v1/redemptions", "203.0.113.12")]
    [InlineData("/v1/operator/programme", "203.0.113.13")]
    public async Task Wrong_credentials_are_counted_by_address_and_right_ones_go_on(string path, string address)
    {
        for (var guess = 0; guess < LimitedService.GuessesAllowed; guess++)
        {
            (await service.From(address, $"guess-{guess}").GetAsync(path)).Expect(401);
        }

        var refused = (await service.From(address, "guess").GetAsync(path)).Expect(429, "rate_limited");
        Assert.NotNull(refused.Response.Headers.RetryAfter);
        (await service.From(address).GetAsync(path)).Expect(401);
        (await service.From(address, "rk_test_bookshop").GetAsync("/v1/redemptions")).Expect(200);
        (await service.From("203.0.113.14", "guess").GetAsync(path)).Expect(401);
    }

    [Fact]
    public async Task The_log_has_the_time_the_address_and_the_id_of_the_answer()
    {
        var refused = (await service.From("198.51.100.1, 2001:db8:9::7, 10.0.0.1", "guess").GetAsync("/v1/member"))
            .Expect(401);

        var line = await LineAsync(refused.Response.Headers.GetValues("X-Request-Id").Single());
        Assert.Contains("status=401 code=credential_invalid", line, StringComparison.Ordinal);
        Assert.Contains("principal=anonymous:none address=2001:db8:9::7 ", line, StringComparison.Ordinal);
        var time = DateTimeOffset.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.InRange(time, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    private async Task<string> LineAsync(string requestId)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (service.Output.SingleOrDefault(line => line.Contains(requestId, StringComparison.Ordinal)) is { } line)
            {
                return line;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("The log does not know " + requestId);
    }

    private static Task<Answer> SignInAsync(Caller caller) => caller.PostAsync(
        "/v1/member/sessions", new { WechatCode = $"sandbox-{Guid.NewGuid():N}" });
}
