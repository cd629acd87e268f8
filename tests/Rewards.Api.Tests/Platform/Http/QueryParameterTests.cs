using System.Text;
using System.Text.Json.Nodes;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>The API takes the query parameters that its documents name, each once, and no others.</summary>
public abstract class QueryParameterTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    [Theory]
    [InlineData("/v1/redemptions?form=2026-11-24", "form", "is not a parameter of this call; it has cashier, ")]
    [InlineData("/v1/redemptions?Status=held", "Status", "is not a parameter of this call; it has cashier, ")]
    [InlineData("/v1/redemptions?limit=1&status=held&status=captured", "status", "must be there once only")]
    [InlineData("/v1/redemptions?limit=1&limit=2", "limit", "must be there once only")]
    [InlineData("/v1/redemptions/rdm_x?expand=items", "expand", "is not a parameter of this call; it has none")]
    [InlineData("/v1/redemptions?from=2026-11-24&to=2026-11-23", "from", "must not be after to")]
    [InlineData("/v1/redemptions?from=2026-11-24T10:00Z&to=2026-11-24T09:59Z", "from", "must not be after to")]
    [InlineData("/v1/redemptions?from=2026-11-24T16:00Z&to=2026-11-24", "from", "must not be after to")]
    public async Task What_a_call_does_not_know_is_named_and_so_is_what_it_knows(
        string path, string named, string reason)
    {
        var answer = (await app.Till().Caller.GetAsync(path)).Expect(400, "validation_failed");

        var error = Assert.Single(answer["errors"]!.AsObject());
        Assert.Equal(named, error.Key);
        Assert.StartsWith(reason, error.Value![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from=2026-11-24&to=2026-11-24")]
    [InlineData("from=2026-11-24T10:00Z&to=2026-11-24T10:00Z")]
    [InlineData("from=2026-11-24T15:59Z&to=2026-11-24")]
    [InlineData("to=2026-11-23")]
    public async Task A_period_may_be_short(string period) =>
        (await app.Till().Caller.GetAsync("/v1/redemptions?" + period)).Expect(200);

    [Theory]
    [InlineData("z")]
    [InlineData("====")]
    [InlineData("%C3%A9")]
    [InlineData("AAAA")]
    public async Task What_is_no_cursor_is_refused_on_every_list(string cursor)
    {
        var (member, someone) = ((await app.SignUpAsync()).Caller, app.Operator());
        string[] ofMember = ["/v1/member/entries", "/v1/member/redemptions", "/v1/member/invitations"];
        string[] ofOperator =
        [
            "/v1/operator/members",
            "/v1/operator/merchants",
            "/v1/operator/audit",
            "/v1/operator/jobs/purge/runs",
            "/v1/operator/programme/versions",
        ];

        var answers = new List<Answer> { await app.Till().Caller.GetAsync("/v1/redemptions?cursor=" + cursor) };
        answers.AddRange(await Task.WhenAll(ofMember.Select(list => member.GetAsync($"{list}?cursor={cursor}"))));
        answers.AddRange(await Task.WhenAll(ofOperator.Select(list => someone.GetAsync($"{list}?cursor={cursor}"))));

        Assert.All(answers, answer => answer.Expect(400, "cursor_invalid"));
    }

    [Theory]
    [InlineData("/v1/member/check-ins?month=", "month")]
    [InlineData("/v1/member/check-ins?month=2026-13", "month")]
    public async Task A_month_is_a_month(string path, string named)
    {
        var answer = (await (await app.SignUpAsync()).Caller.GetAsync(path)).Expect(400, "validation_failed");

        Assert.Contains(named, answer["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory]
    [InlineData("Tue, 24 Nov 2026 10:00:00 GMT", 400)]
    [InlineData("24T11", 400)]
    [InlineData("", 400)]
    [InlineData("2026-11-24T10:00:00Z", 200)]
    [InlineData("2026-11-24T10:00:00.123+08:00", 200)]
    [InlineData("2026-11-24T10:00", 200)]
    [InlineData("2026-11-24", 200)]
    public async Task A_period_is_written_in_ISO_8601(string from, int status) =>
        (await app.Till().Caller.GetAsync("/v1/redemptions?from=" + Uri.EscapeDataString(from))).Expect(status);

    [Theory]
    [InlineData("member")]
    [InlineData("merchant")]
    [InlineData("operator")]
    public async Task Every_call_knows_what_its_document_names_and_nothing_else(string audience)
    {
        var caller = audience switch
        {
            "member" => (await app.SignUpAsync()).Caller,
            "merchant" => app.Till().Caller,
            _ => app.Operator(),
        };
        var document = (await app.Caller(null).GetAsync($"/openapi/{audience}.json")).Expect(200);

        foreach (var (path, method, operation) in Operations(document))
        {
            string[] known = [.. Names(operation)];
            string[] sent = [.. known.SelectMany(name => new[] { name, name }), "nonsense"];

            var query = string.Join('&', sent.Select(name => name + "=1"));
            var answer = await SendAsync(caller, method, $"{path}?{query}");

            var errors = answer.Expect(400, "validation_failed")["errors"]!.AsObject();
            Assert.Equal(
                [.. known.Select(name => (name, "must be there once only")), ("nonsense", Unknown(known))],
                errors.Select(error => (error.Key, error.Value![0]!.GetValue<string>())));
        }
    }

    [Theory]
    [InlineData("/merchants?from=singlemessage&isappinstalled=0")]
    [InlineData("/rules?nsukey=x&nsukey=y")]
    public async Task Pages_take_what_WeChat_appends(string path) =>
        Assert.Equal(200, (int)(await new Visitor(app).GetAsync(path)).Status);

    private static string Unknown(string[] known) => "is not a parameter of this call; "
        + (known.Length == 0 ? "it has none" : "it has " + string.Join(", ", known.Order(StringComparer.Ordinal)));

    private static IEnumerable<(string Path, string Method, JsonNode Operation)> Operations(Answer document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Value is JsonObject
        select (path.Key.Replace("{", "x", StringComparison.Ordinal).Replace("}", "x", StringComparison.Ordinal),
            operation.Key, operation.Value);

    private static IEnumerable<string> Names(JsonNode operation) =>
        from parameter in operation["parameters"]?.AsArray() ?? []
        where parameter!["in"]!.GetValue<string>() == "query"
        select parameter["name"]!.GetValue<string>();

    private static Task<Answer> SendAsync(Caller caller, string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), path);
        if (method is "post" or "patch" or "put")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        return caller.SendAsync(request);
    }
}

public sealed class QueryParametersOnSqlite(SqliteApp app) : QueryParameterTests<SqliteApp>(app);

public sealed class QueryParametersOnPostgres(PostgresApp app) : QueryParameterTests<PostgresApp>(app.OrSkip());
