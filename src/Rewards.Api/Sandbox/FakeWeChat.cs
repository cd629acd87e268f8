using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Rewards.Api.Sandbox;

/// <summary>
/// WeChat for trying things out: a real HTTP server on loopback that speaks WeChat's protocol, and fails like it on
/// request. Its page for signing in offers demo members. The code <c>sandbox-alice</c> signs in as open id
/// <c>alice</c> without it; <c>fault-…</c> codes bring the faults.
/// </summary>
public sealed class FakeWeChat : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly FakeWeChatCodes codes = new();
    private readonly ConcurrentDictionary<string, string> faults = [];
    private readonly ConcurrentDictionary<string, int> calls = [];

    public FakeWeChat()
    {
        server = BuildApart();
        server.Use(CountAndFailAsync);
        server.MapGet("/connect/oauth2/authorize", FakeWeChatPages.Authorize);
        server.MapGet("/connect/oauth2/choose", Choose);
        server.MapGet("/sns/oauth2/access_token", (string code) => ExchangeAsync(code));
        server.MapGet("/sns/userinfo", Profile);
        server.MapPost("/cgi-bin/stable_token", () => Token("access_token", "sandbox-access-token"));
        server.MapGet("/cgi-bin/ticket/getticket", () => Token("ticket", "sandbox-ticket"));
        server.MapGet("/pictures/{person}.svg", FakeWeChatPages.Picture);
        server.MapGet("/open/js/{script}", FakeWeChatPages.Script);
    }

    /// <summary>Known once the server was started.</summary>
    public Uri Address =>
        new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public Task StartAsync() => server.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>How often a path was called.</summary>
    public int CallsOf(string path) => calls.GetValueOrDefault(path);

    /// <summary>
    /// Lets a path answer with a fault (see <see cref="FakeWeChatFaults"/>) until further notice; null: no more.
    /// </summary>
    public void Fail(string path, string? fault)
    {
        if (fault is null)
        {
            faults.TryRemove(path, out _);
        }
        else
        {
            faults[path] = fault;
        }
    }

    /// <summary>
    /// In a flow of its own: who listens for the service's host to be built must not take this one for it.
    /// </summary>
    private static WebApplication BuildApart()
    {
        WebApplication? built = null;
        var apart = new Thread(() => built = Build());
        apart.UnsafeStart();
        apart.Join();
        return built!;
    }

    private static WebApplication Build()
    {
        // Empty: with the usual settings it would watch the working directory, where the database is busy.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        return builder.Build();
    }

    private async Task CountAndFailAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value!;
        calls.AddOrUpdate(path, 1, (_, count) => count + 1);
        if (faults.TryGetValue(path, out var fault) && await FakeWeChatFaults.FindAsync(fault) is { } answer)
        {
            await answer.ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    /// <summary>What a tap on a person, or on a fault, does.</summary>
    private IResult Choose(string person, string scope, string redirect_uri, string state)
    {
        var code = person.StartsWith("fault-", StringComparison.Ordinal) ? person : codes.New(person, scope);
        return Results.Redirect($"{redirect_uri}?code={code}&state={Uri.EscapeDataString(state)}");
    }

    private async Task<IResult> ExchangeAsync(string code) =>
        await FakeWeChatFaults.FindAsync(code) ?? codes.Use(code) switch
        {
            { } person => Results.Json(new JsonObject
            {
                ["access_token"] = $"{person.Scope}:{person.OpenId}",
                ["expires_in"] = 7200,
                ["refresh_token"] = "sandbox",
                ["openid"] = person.OpenId,
                ["scope"] = person.Scope,
                ["unionid"] = person.UnionId,
            }),
            _ => FakeWeChatFaults.Error(40029, "invalid code"),
        };

    private static IResult Profile(string access_token, string openid, HttpRequest request) =>
        access_token == $"snsapi_userinfo:{openid}"
            ? Results.Json(new JsonObject
            {
                ["openid"] = openid,
                ["nickname"] = DemoPeople.NameOf(openid),
                ["headimgurl"] = $"http://{request.Host}/pictures/{openid}.svg",
            })
            : FakeWeChatFaults.Error(48001, "api unauthorized");

    private static IResult Token(string name, string value) => Results.Json(new JsonObject
    {
        ["errcode"] = 0,
        [name] = value,
        ["expires_in"] = 7200,
    });
}
