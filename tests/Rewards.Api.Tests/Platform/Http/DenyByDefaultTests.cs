using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

public sealed class DenyByDefaultTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    /// <summary>Everything else needs a credential.</summary>
    private static readonly string[] Public =
    [
        "GET /assets/{name}",
        "GET /discover", "GET /door/sign-in", "GET /health/live", "GET /health/ready", "GET /help",
        "GET /i/{code}", "GET /look", "GET /merchants", "GET /offers/{id}",
        "GET /openapi/{documentName}.json",
        "GET /pictures/{file}",
        "GET /privacy", "GET /problem", "GET /rules",
        "GET /sandbox", "GET /sandbox/clock",
        "GET /sandbox/stripe/pay/{id}", "GET /sandbox/stripe/payments",
        "GET /sandbox/stripe/v1/checkout/sessions", "GET /sandbox/stripe/v1/checkout/sessions/{id}",
        "GET /sandbox/stripe/v1/disputes", "GET /sandbox/stripe/v1/disputes/{id}", "GET /sandbox/stripe/v1/refunds", "GET /sandbox/stripe/v1/refunds/{id}",
        "GET /sandbox/wechat/cgi-bin/ticket/getticket",
        "GET /sandbox/wechat/connect/oauth2/authorize", "GET /sandbox/wechat/connect/oauth2/choose",
        "GET /sandbox/wechat/open/js/{script}", "GET /sandbox/wechat/pictures/{person}.svg",
        "GET /sandbox/wechat/sns/oauth2/access_token", "GET /sandbox/wechat/sns/userinfo",
        "GET /sign-in", "GET /sign-in/callback", "GET /sign-in/wechat", "GET /slots/{id}", "GET /terms",
        "GET /v1/offers", "GET /v1/offers/{id}", "GET /v1/offers/{id}/slots", "GET /wechat/signature",
        "GET /welcome", "HEAD /assets/{name}",
        "HEAD /health/live", "HEAD /health/ready",
        "HEAD /openapi/{documentName}.json", "HEAD /pictures/{file}", "POST /sandbox/clock",
        "POST /sandbox/stripe/disputes", "POST /sandbox/stripe/disputes/{id}/lose", "POST /sandbox/stripe/disputes/{id}/win",
        "POST /sandbox/stripe/faults", "POST /sandbox/stripe/pay/{id}/{act}", "POST /sandbox/stripe/refunds/{id}/fail",
        "POST /sandbox/stripe/sessions/{id}/close", "POST /sandbox/stripe/sessions/{id}/fail", "POST /sandbox/stripe/sessions/{id}/pay",
        "POST /sandbox/stripe/v1/checkout/sessions", "POST /sandbox/stripe/v1/checkout/sessions/{id}/expire",
        "POST /sandbox/stripe/v1/refunds", "POST /sandbox/switches/clock/{seconds:int:min(1)}", "POST /sandbox/switches/faults",
        "POST /sandbox/switches/{kind}/{id}/{act}", "POST /sandbox/wechat/cgi-bin/stable_token",
        "POST /v1/member/sessions", "POST /v1/webhooks/stripe",
    ];

    [Fact]
    public void Only_what_is_listed_here_is_public()
    {
        var anonymous =
            Endpoints().Where(endpoint => endpoint.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);

        Assert.Equal(Public, anonymous.Select(endpoint => endpoint.Name)
            .Where(name => !name.Contains("swagger"))
            .Order(StringComparer.Ordinal)
            .Distinct());
    }

    [Fact]
    public void Everything_else_names_who_may_call_it()
    {
        var unnamed = Endpoints().Where(endpoint =>
            endpoint.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && endpoint.Endpoint.Metadata.GetMetadata<IAuthorizeData>() is null);

        Assert.Empty(unnamed.Select(endpoint => endpoint.Name));
    }

    [Theory]
    [InlineData("docs/who-may-do-what.md")]
    [InlineData("docs/who-may-do-what.zh-CN.md")]
    public async Task The_table_of_who_may_do_what_is_what_the_endpoints_ask_for(string document)
    {
        var asked = await WhoMayDoWhat.LinesAsync(
            app.Services, Endpoints().Where(endpoint => endpoint.Name.Contains(" /v1/")));

        var written = await WhoMayDoWhat.WrittenAsync(Repository.File(document), asked);

        Assert.Equal(asked, written);
    }

    [Fact]
    public async Task Nobody_gets_in_with_the_credential_of_another_audience_or_none()
    {
        var member = await app.SignUpAsync();
        var callers = new Dictionary<string, Caller>
        {
            ["member"] = member.Caller,
            ["merchant"] = app.Till().Caller,
            ["operator"] = app.Operator(),
        };
        var surprises = new List<string>();
        foreach (var endpoint in Endpoints()
            .Where(endpoint => endpoint.Name.Contains(" /v1/") && !Public.Contains(endpoint.Name)))
        {
            var own = endpoint.Endpoint.Metadata.GetMetadata<IEndpointGroupNameMetadata>()!.EndpointGroupName;
            foreach (var (_, caller) in callers.Where(other => other.Key != own)
                .Append(new("nobody", app.Caller(null))))
            {
                var answer = await CallAsync(caller, endpoint.Name);
                if (answer.Status != 401 || answer.Code != "credential_invalid")
                {
                    surprises.Add($"{endpoint.Name}: {answer.Status}");
                }
            }
        }

        Assert.Empty(surprises);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer rk_test_bookshopp")]
    [InlineData("Basic rk_test_bookshop")]
    [InlineData("rk_test_bookshop")]
    public async Task A_credential_that_is_not_quite_right_is_none(string authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/redemptions");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        var answer = await app.Caller(null).SendAsync(request);

        answer.Expect(401, "credential_invalid");
        Assert.Equal("Bearer", answer.Response.Headers.WwwAuthenticate.ToString());
    }

    private static Task<Answer> CallAsync(Caller caller, string name)
    {
        var (method, path) = (name.Split(' ')[0], name.Split(' ')[1]);
        var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{", "x").Replace("}", "x"));
        request.Headers.Add("Idempotency-Key", Caller.NewKey());
        if (method is "POST" or "PATCH" or "PUT")
        {
            request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        }

        return caller.SendAsync(request);
    }

    private IEnumerable<(string Name, RouteEndpoint Endpoint)> Endpoints() =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select ($"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}", endpoint);
}
