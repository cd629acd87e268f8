using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Ledger.CopyingDatabases;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Ledger.CopyingDatabases;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>
/// A NUL and half of a surrogate pair, into every text of every operation of the contract and of every page.
/// </summary>
public abstract partial class EveryTextTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private static readonly BadText[] Bad = [BadText.Nul, BadText.HalfAPair];

    public static TheoryData<string> Operations { get; } =
        [.. ApiContract.Operations.Select(operation => operation.ToString())];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task What_no_text_may_hold_is_the_callers_mistake_and_nobody_elses(string name)
    {
        var operation = ApiContract.Operations.Single(operation => operation.ToString() == name);
        var credential = await CredentialAsync(operation.Audience);

        foreach (var bad in Bad)
        {
            var answers = await bad.SendEverywhereAsync(app, operation, credential);

            Assert.All(answers, sent => AssertRefused(sent.Text, sent.Answer));
        }

        (await app.Caller(null).GetAsync("/health/ready")).Expect(200);
    }

    [Fact]
    public async Task The_names_of_fields_are_texts_too()
    {
        foreach (var bad in Bad)
        {
            var body = $$"""{"wechat_code":"sandbox-alice","{{bad.Json}}":1}""";

            (await app.Caller(null).PostAsync("/v1/member/sessions", body)).Expect(400);
        }
    }

    [Fact]
    public async Task Every_page_refuses_it_in_query_path_and_form()
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync($"page-{Guid.NewGuid():N}");
        await visitor.SubmitAsync("/door/sign-in", ("key", "rk_test_centre"));

        foreach (var bad in Bad)
        {
            foreach (var path in Pages())
            {
                var filled = Parameter().Replace(path, "x");
                Assert.InRange((int)(await visitor.GetAsync($"{filled}?any={bad.Percent}")).Status, 400, 499);
                Assert.InRange((int)(await visitor.PostAsync(filled, ("any", "\0"))).Status, 400, 499);
                if (filled != path)
                {
                    var bent = await app.Server.SendAsync(
                        sent => (sent.Request.Method, sent.Request.Path) =
                            ("GET", Parameter().Replace(path, "x" + bad.Raw)),
                        TestContext.Current.CancellationToken);
                    Assert.True(bent.Response.StatusCode < 500, $"{path}: {bent.Response.StatusCode}");
                }
            }
        }

        foreach (var path in new[] { "/", "/sign-in", "/sign-in/wechat", "/i/x", "/look", "/merchants" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync($"{path}?invite=%00")).Status);
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync($"{path}?invite=%ED%A0%80")).Status);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SubmitAsync("/look", ("language", "zh\0"))).Status);
        (await app.Caller(null).GetAsync("/health/ready")).Expect(200);
    }

    /// <summary>Where somebody else's mistake would come out.</summary>
    private static void AssertRefused(string text, Answer answer)
    {
        Assert.True(answer.Status == 400 || (text == "path" && answer.Status == 404), $"{text}: {answer.Status}");
        if (answer.Code == "validation_failed")
        {
            Assert.Contains(text, answer["errors"]!.AsObject().Select(error => error.Key));
        }
        else
        {
            Assert.Contains(answer.Code, new[] { "not_found", "idempotency_key_invalid" });
        }
    }

    private async Task<string> CredentialAsync(string audience) => audience switch
    {
        "member" => (await app.SignUpAsync()).Session.Text("access_token"),
        "merchant" => "rk_test_bookshop_online",
        _ => "op_test_admin",
    };

    private IEnumerable<string> Pages() =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(path => !new[] { "/v1", "/health", "/openapi", "/swagger", "/sandbox" }
                .Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal)))
            .Distinct();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}

public sealed class EveryTextOnSqlite(SqliteApp app) : EveryTextTests<SqliteApp>(app);

public sealed class EveryTextOnPostgres(PostgresApp app) : EveryTextTests<PostgresApp>(app.OrSkip());

/// <summary>A file into which everybody tried to write what PostgreSQL can't hold still moves there.</summary>
public sealed class CopyAfterBadTextsTests : IDisposable
{
    private readonly TemporaryPostgres postgres = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-texts-");

    public void Dispose()
    {
        postgres.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Nothing_was_stored_that_can_not_be_copied()
    {
        var file = $"Data Source={Path.Combine(folder.FullName, "rewards.db")};Pooling=False";
        await using (var app = await AppOn.StartAsync(file))
        {
            await app.SignUpAsync();
            foreach (var operation in ApiContract.Operations.Where(operation => operation.Audience != "member"))
            {
                var credential = operation.Audience == "merchant" ? "rk_test_bookshop_online" : "op_test_admin";
                await BadText.Nul.SendEverywhereAsync(app, operation, credential);
                await BadText.HalfAPair.SendEverywhereAsync(app, operation, credential);
            }
        }

        await DatabaseCopyTests.UnlockedAsync(Database.Of(file));
        var report = new DatabaseCopy(Database.Of(file), Database.Of(postgres.ConnectionString)).Run(
            TestContext.Current.CancellationToken);

        Assert.True(report.IsGood, string.Join('\n', report.Differences));
        Assert.True(report.Copied > 0);
    }
}
