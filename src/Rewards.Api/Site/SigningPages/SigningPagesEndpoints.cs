using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.WeChat;

namespace Rewards.Api.Site.SigningPages;

internal static class SigningPagesEndpoints
{
    public static void AddSigningPages(this IServiceCollection services) => services.AddTransient<WeChatTokens>();

    public static void MapSigningPages(this IEndpointRouteBuilder routes)
    {
        // For anybody: a visitor shares a page too. What is signed is good for our own pages only, and made from a
        // ticket that is asked for once in two hours.
        routes.MapGet("/wechat/signature", SignAsync)
            .RequireAuthorization(Policies.Site)
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.Signatures)
            .ExcludeFromDescription();
        routes.MapVerification();
    }

    /// <summary>
    /// By this file WeChat's console sees that the domain is ours. Its name stands in the route as it is: with a
    /// parameter in it, routing would take every name for a possible one, and answer 405 instead of 404.
    /// </summary>
    /// <remarks>Read as it is written: whether it is a code is checked at start, with all other settings.</remarks>
    private static void MapVerification(this IEndpointRouteBuilder routes)
    {
        const string Setting = $"{WeChatOptions.Section}:{nameof(WeChatOptions.VerificationCode)}";
        var code = routes.ServiceProvider.GetRequiredService<IConfiguration>()[Setting];
        if (!string.IsNullOrEmpty(code) && code.All(char.IsAsciiLetterOrDigit))
        {
            routes.MapGet($"/MP_verify_{code}.txt", () => TypedResults.Text(code))
                .AllowAnonymous()
                .ExcludeFromDescription();
        }
    }

    private static async Task<Results<Ok<PageSignature>, ProblemResult>> SignAsync(
        string? url,
        WeChatTokens tokens,
        PublicAddress address,
        IOptions<WeChatOptions> weChat,
        Clock clock,
        CancellationToken cancellationToken)
    {
        if (PageSignature.OwnPage(url, address.Base) is not { } page)
        {
            return new ProblemResult(Problem.Invalid("url", "must be a page of this site"));
        }

        var ticket = await tokens.TicketAsync(cancellationToken);
        return ticket.Refusal is { } refusal
            ? refusal.ToProblem()
            : TypedResults.Ok(PageSignature.Make(weChat.Value.AppId, ticket.Value, page, clock.GetUtcNow()));
    }
}
