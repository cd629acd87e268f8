using System.Text;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>Every answer tells a browser what it may do with it, whoever made the answer.</summary>
public sealed class BrowserRulesTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    [Fact]
    public async Task Whatever_a_route_answers_to_a_stranger()
    {
        foreach (var (method, path) in Routes())
        {
            AssertGuarded(await SendAsync(method, path, "*/*"));
            AssertGuarded(await SendAsync(method, path, "text/html"));
        }
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("DELETE", "/v1/quotes", 405)]
    [InlineData("GET", "/v1/redemptions?limit=0", 400)]
    [InlineData("POST", "/v1/quotes", 400, "{")]
    [InlineData("POST", "/v1/quotes", 415, "a=b", "text/plain")]
    [InlineData("GET", "/v1/operator/jobs", 401)]
    [InlineData("GET", "/swagger", 301)]
    [InlineData("GET", "/", 302)]
    public async Task Refusals_and_redirects_too(
        string method, string path, int status, string? body = null, string type = "application/json")
    {
        var answer = await SendAsync(method, path, "text/html", body, type);

        Assert.Equal(status, (int)answer.StatusCode);
        AssertGuarded(answer);
    }

    [Theory]
    [InlineData("/v1/nothing")]
    [InlineData("/openapi/member.json")]
    [InlineData("/health/live")]
    public async Task What_is_no_page_may_load_nothing_at_all(string path)
    {
        var policy = Policy(await SendAsync("GET", path, "*/*"));

        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("-src 'self'", policy, StringComparison.Ordinal);
    }

    private static void AssertGuarded(HttpResponseMessage answer)
    {
        var what = $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {(int)answer.StatusCode}";
        Assert.True(Policy(answer).Contains("frame-ancestors 'none'", StringComparison.Ordinal), what);
        (string Name, string Value)[] expected =
        [
            ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"), ("Strict-Transport-Security", "max-age=31536000"),
        ];
        Assert.All(expected, header => Assert.True(
            answer.Headers.TryGetValues(header.Name, out var values) && values.Single() == header.Value,
            $"{what} lacks {header.Name}"));
        Assert.True(answer.Headers.Contains("Permissions-Policy") && answer.Headers.Contains("X-Request-Id"), what);
        Assert.NotNull(answer.Headers.CacheControl);
    }

    private static string Policy(HttpResponseMessage answer) =>
        Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));

    private async Task<HttpResponseMessage> SendAsync(
        string method, string path, string accept, string? body = null, string type = "application/json")
    {
        using var http = app.CreateClient(new WebApplicationFactoryClientOptions
        {
            AllowAutoRedirect = false,
            BaseAddress = new Uri("https://localhost"),
        });
        http.DefaultRequestHeaders.Add("Accept", accept);
        if (path.StartsWith("/v1/quotes", StringComparison.Ordinal)
            || path.StartsWith("/v1/redemptions?", StringComparison.Ordinal))
        {
            http.DefaultRequestHeaders.Add("Authorization", "Bearer rk_test_bookshop");
        }

        var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, type),
        };
        return await http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    private IEnumerable<(string Method, string Path)> Routes() =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]
        let path = "/" + endpoint.RoutePattern.RawText!.Trim('/').Replace("*", "", StringComparison.Ordinal)
        select (method, path.Replace("{", "x", StringComparison.Ordinal).Replace("}", "x", StringComparison.Ordinal));
}
