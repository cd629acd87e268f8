using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>Everything answers the verbs that it handles, and 405 with their names to all others.</summary>
public sealed class VerbTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    [Theory]
    [InlineData("TRACE", "/", "GET, HEAD, POST")]
    [InlineData("PUT", "/", "GET, HEAD, POST")]
    [InlineData("POST", "/entries/1", "GET, HEAD")]
    [InlineData("DELETE", "/redemptions/rdm_1", "GET, HEAD")]
    [InlineData("OPTIONS", "/terms", "GET, HEAD")]
    [InlineData("POST", "/sign-in", "GET, HEAD")]
    [InlineData("POST", "/sign-in/callback", "GET, HEAD")]
    [InlineData("PATCH", "/welcome", "GET, HEAD, POST")]
    [InlineData("NONSENSE", "/look", "GET, HEAD, POST")]
    [InlineData("POST", "/problem", "GET, HEAD")]
    [InlineData("POST", "/health/live", "GET, HEAD")]
    [InlineData("TRACE", "/health/ready", "GET, HEAD")]
    public async Task A_page_names_the_verbs_it_handles(string verb, string path, string allowed)
    {
        foreach (var accepted in new[] { "text/html", "application/json" })
        {
            var answer = await SendAsync(verb, path, accepted);

            Assert.Equal(405, (int)answer.StatusCode);
            Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow));
        }
    }

    [Theory]
    [InlineData("POST", "/nothing")]
    [InlineData("PUT", "/MP_verify_other.txt")]
    [InlineData("DELETE", "/nothing/of/this")]
    [InlineData("POST", "/v1/nothing")]
    public async Task What_is_not_there_is_not_found_by_whatever_verb(string verb, string path)
    {
        foreach (var accepted in new[] { "text/html", "application/json" })
        {
            Assert.Equal(404, (int)(await SendAsync(verb, path, accepted)).StatusCode);
        }
    }

    [Theory]
    [InlineData("/terms", 200)]
    [InlineData("/sign-in", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/", 302)]
    public async Task Whoever_only_wants_the_headers_gets_those_of_the_page(string path, int status)
    {
        var answer = await SendAsync("HEAD", path, "text/html");

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("/entries/1")]
    [InlineData("/redemptions/nothing")]
    [InlineData("/")]
    [InlineData("/sign-in?return=/")]
    public async Task A_handler_named_in_the_address_changes_nothing(string path)
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync("handler" + Guid.NewGuid());
        var named = path + (path.Contains('?') ? '&' : '?') + "handler=nonsense";

        Assert.Equal((await visitor.GetAsync(path)).Status, (await visitor.GetAsync(named)).Status);
    }

    [Fact]
    public void Whatever_is_not_a_page_names_its_verbs_to_routing()
    {
        var open = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null
                && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods.Count: > 0 });

        Assert.Empty(open.Select(endpoint => endpoint.RoutePattern.RawText));
    }

    private Task<HttpResponseMessage> SendAsync(string verb, string path, string accepted)
    {
        var request = new HttpRequestMessage(new HttpMethod(verb), path);
        request.Headers.Add("Accept", accepted);
        return app.CreateClient(new() { AllowAutoRedirect = false })
            .SendAsync(request, TestContext.Current.CancellationToken);
    }
}
