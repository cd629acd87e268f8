using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Rewards.Api.Sandbox;

/// <summary>
/// WeChat for trying things out: a real HTTP server on loopback that speaks WeChat's protocol, and fails like it on
/// request. The code <c>sandbox-alice</c> signs in as open id <c>alice</c>; <c>fault-…</c> codes bring the faults.
/// </summary>
public sealed class FakeWeChat : IAsyncDisposable
{
    private const string GoodCode = "sandbox-";

    private static readonly Dictionary<string, IResult> Faults = new()
    {
        ["fault-500"] = Results.StatusCode(StatusCodes.Status500InternalServerError),
        ["fault-garbage"] = Results.Text("<html>busy</html>", "text/html"),
        ["fault-busy"] = Error(-1, "system error"),
        ["fault-used"] = Error(40163, "code been used"),
        ["fault-snapshot"] = Results.Json(new JsonObject { ["openid"] = "virtual", ["is_snapshotuser"] = 1 }),
    };

    private readonly WebApplication server;

    public FakeWeChat()
    {
        // Empty: with the usual settings it would watch the working directory, where the database is busy.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        server = builder.Build();
        server.MapGet("/sns/oauth2/access_token", (string code) => ExchangeAsync(code));
    }

    /// <summary>Known once the server was started.</summary>
    public Uri Address => new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public Task StartAsync() => server.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static async Task<IResult> ExchangeAsync(string code)
    {
        if (code == "fault-slow")
        {
            await Task.Delay(TimeSpan.FromSeconds(30));
        }

        return Faults.TryGetValue(code, out var fault) ? fault
            : code.StartsWith(GoodCode, StringComparison.Ordinal) && code.Length > GoodCode.Length ? Answer(code[GoodCode.Length..])
            : Error(40029, "invalid code");
    }

    private static IResult Answer(string openId) => Results.Json(new JsonObject
    {
        ["access_token"] = "sandbox",
        ["expires_in"] = 7200,
        ["refresh_token"] = "sandbox",
        ["openid"] = openId,
        ["scope"] = "snsapi_base",
    });

    // WeChat reports errors with status 200.
    private static IResult Error(int code, string message) =>
        Results.Json(new JsonObject { ["errcode"] = code, ["errmsg"] = message });
}
