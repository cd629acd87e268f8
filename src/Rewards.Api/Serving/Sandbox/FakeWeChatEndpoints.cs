using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Serving.Sandbox;

/// <summary>The part of WeChat that the service and its members' browsers call.</summary>
internal static class FakeWeChatEndpoints
{
    public static void MapFakeWeChat(this IEndpointRouteBuilder routes)
    {
        var weChat = routes.MapGroup(FakeWeChat.Prefix).AllowAnonymous().ExcludeFromDescription();
        weChat.AddEndpointFilter(async (call, next) =>
            await call.HttpContext.RequestServices.GetRequiredService<FakeWeChat>().CountAsync(call.HttpContext)
                ?? await next(call));
        weChat.MapGet("/connect/oauth2/authorize", FakeWeChatPages.Authorize);
        weChat.MapGet("/connect/oauth2/choose", ChooseAsync);
        weChat.MapGet("/sns/oauth2/access_token", ExchangeAsync);
        weChat.MapGet("/sns/userinfo", Profile);
        weChat.MapPost("/cgi-bin/stable_token", () => Token("access_token", "sandbox-access-token"));
        weChat.MapGet("/cgi-bin/ticket/getticket", () => Token("ticket", "sandbox-ticket"));
        weChat.MapGet("/pictures/{person}.svg", FakeWeChatPages.Picture);
        weChat.MapGet("/open/js/{script}", FakeWeChatPages.Script);
    }

    /// <summary>What a tap on a person, or on a fault, does.</summary>
    private static async Task<IResult> ChooseAsync(
        [StringLength(SandboxCodeRow.LongestPerson, MinimumLength = 1)] string person,
        string scope,
        string redirect_uri,
        string state,
        HttpRequest request,
        FakeWeChatCodes codes)
    {
        if (WebAddress.Read(redirect_uri) is not { } back)
        {
            return new ProblemResult(BindingException.Invalid("redirect_uri", "must be an absolute address").Problem);
        }

        var code = FakeWeChatFaults.IsFault(person) ? person : await codes.NewAsync(person, scope);

        // Back to where the page was opened by path alone: behind a tunnel that ends TLS, the service takes it for http.
        var page = back.Authority == request.Host.Value ? back.AbsolutePath : back.GetLeftPart(UriPartial.Path);
        return Results.Redirect($"{page}?code={Uri.EscapeDataString(code)}&state={Uri.EscapeDataString(state)}");
    }

    private static async Task<IResult> ExchangeAsync(
        string code, FakeWeChatCodes codes, CancellationToken cancellationToken) =>
        await FakeWeChatFaults.FindAsync(code, cancellationToken) ?? await codes.UseAsync(code) switch
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
                ["headimgurl"] = $"{request.Scheme}://{request.Host}{FakeWeChat.Prefix}/pictures/"
                    + $"{Uri.EscapeDataString(openid)}.svg",
            })
            : FakeWeChatFaults.Error(48001, "api unauthorized");

    private static IResult Token(string name, string value) => Results.Json(new JsonObject
    {
        ["errcode"] = 0,
        [name] = value,
        ["expires_in"] = 7200,
    });
}
