using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>What every answer has, whatever it answers.</summary>
public abstract class AnswerHeaderTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly Caller till = app.Till().Caller;

    [Fact]
    public async Task Unknown_paths_and_methods_have_problems_of_their_own()
    {
        (await till.GetAsync("/v1/nothing")).Expect(404, "not_found");
        (await till.DeleteAsync("/v1/quotes")).Expect(405, "method_not_allowed");
    }

    [Fact]
    public async Task A_problem_has_the_id_of_its_request_which_the_caller_may_bring()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/nothing");
        request.Headers.Add("X-Request-Id", "mine-42");

        var answer = await till.SendAsync(request);

        Assert.Equal("mine-42", answer.Text("request_id"));
        Assert.Equal("mine-42", Assert.Single(answer.Response.Headers.GetValues("X-Request-Id")));
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_answer_that_comes_from_an_exception_has_the_same_headers()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/redemptions?limit=0");
        request.Headers.Add("X-Request-Id", "mine-43");

        var answer = (await till.SendAsync(request)).Expect(400);

        Assert.Equal("mine-43", Assert.Single(answer.Response.Headers.GetValues("X-Request-Id")));
        Assert.Equal("nosniff", Assert.Single(answer.Response.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task No_answer_is_cached_or_sniffed()
    {
        var answer = await (await app.SignUpAsync()).Caller.GetAsync("/v1/member/points");

        Assert.True(answer.Response.Headers.CacheControl?.NoStore);
        Assert.Equal("nosniff", Assert.Single(answer.Response.Headers.GetValues("X-Content-Type-Options")));
    }
}

public sealed class AnswerHeadersOnSqlite(SqliteApp app) : AnswerHeaderTests<SqliteApp>(app);

public sealed class AnswerHeadersOnPostgres(PostgresApp app) : AnswerHeaderTests<PostgresApp>(app.OrSkip());
