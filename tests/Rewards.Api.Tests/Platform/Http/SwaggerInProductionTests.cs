using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>Where real money is, Swagger is off unless it is asked for, and then for operators only.</summary>
public sealed class SwaggerInProductionTests
{
    private static readonly string[] Paths =
    [
        "/swagger", "/swagger/", "/swagger/index.html", "/swagger/index.js", "/swagger/swagger-ui.css",
        "/openapi/member.json", "/openapi/merchant.json", "/openapi/operator.json",
    ];

    [Fact]
    public async Task It_is_off_unless_it_is_asked_for()
    {
        await using var app = await Production.StartAsync();

        foreach (var path in Paths)
        {
            (await app.CallerOverHttps().GetAsync(path)).Expect(404);
        }
    }

    [Fact]
    public async Task Asked_for_it_opens_for_an_operators_token_as_password_or_bearer_and_for_nothing_else()
    {
        await using var app = await Production.StartAsync(("Swagger:Enabled", "true"));
        var token = AddAuditor(app);
        AuthenticationHeaderValue?[] strangers =
        [
            null, Basic("", ""), Basic("admin", "op_live_guess"), new("Basic", "no base64"),
            new("Basic", "bm9jb2xvbg=="), new("Bearer", "op_live_guess"), new("Basic"),
        ];

        foreach (var path in Paths)
        {
            foreach (var stranger in strangers)
            {
                var refused = (await AskAsync(app, path, stranger)).Expect(401, "credential_invalid");
                Assert.StartsWith("Basic realm=", refused.Response.Headers.WwwAuthenticate.ToString());
            }

            foreach (var credential in new[] { Basic("anybody", token), new("Bearer", token) })
            {
                (await AskAsync(app, path, credential)).Expect(path.TrimEnd('/') == "/swagger" ? 301 : 200);
            }
        }
    }

    [Fact]
    public async Task The_API_itself_takes_no_password()
    {
        await using var app = await Production.StartAsync(("Swagger:Enabled", "true"));
        var token = AddAuditor(app);

        var refused = await AskAsync(app, "/v1/operator/programme", Basic("anybody", token));

        Assert.Equal("Bearer", refused.Expect(401).Response.Headers.WwwAuthenticate.ToString());
        (await AskAsync(app, "/v1/operator/programme", new("Bearer", token))).Expect(200);
    }

    [Fact]
    public async Task In_Development_it_can_be_switched_off()
    {
        await using var app = new SqliteApp();
        app.Settings["Swagger:Enabled"] = "false";
        await app.InitializeAsync();

        (await app.Caller(null).GetAsync("/swagger/index.html")).Expect(404);
    }

    private static string AddAuditor(SqliteApp app)
    {
        var token = Secrets.New("op_live_");
        using var db = app.Services.GetRequiredService<Database>().OpenForWriting();
        db.Add(new OperatorRow
        {
            Id = TypeId.New(TypeId.Operator, RewardsApp.Start),
            Name = "Wang Wu",
            Role = OperatorRole.Auditor,
            TokenHash = Secrets.Hash(token),
            CreatedAt = RewardsApp.Start,
        });
        ServiceState.RaiseReferenceVersion(db);
        db.SaveChanges();
        app.Services.GetRequiredService<ReferenceData>().Refresh();
        return token;
    }

    private static AuthenticationHeaderValue Basic(string name, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));

    private static Task<Answer> AskAsync(SqliteApp app, string path, AuthenticationHeaderValue? credential)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = credential;
        return app.CallerOverHttps().SendAsync(request);
    }
}
