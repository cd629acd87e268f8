using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Paying;
using Rewards.Api.Platform.Paying.Stripe;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.WeChat;
using Rewards.Api.Serving.Sandbox.Stripe;

namespace Rewards.Api.Serving.Sandbox;

internal static class SandboxServices
{
    public static void AddSandbox(this IServiceCollection services, SandboxMode mode)
    {
        services.AddSingleton(mode);
        services.AddSingleton<SandboxSetup>();
        if (!mode.IsOn)
        {
            return;
        }

        services.AddSingleton<SandboxClock>();
        services.AddFakeWeChat();
        services.AddFakeStripe();
        services.AddHostedService<DemoMember>();
        services.AddOptions<RateLimitOptions>().Configure<IConfiguration>((options, configuration) =>
            options.Enabled = configuration.GetValue<bool?>($"{RateLimitOptions.Section}:Enabled") ?? false);
    }

    private static void AddFakeStripe(this IServiceCollection services)
    {
        services.AddSingleton<FakeStripe>();
        services.AddSingleton<FakeStripeBooks>();
        services.AddSingleton<FakeStripeListeners>();
        services.AddSingleton<FakeStripeEvents>();
        services.AddHostedService(provider => provider.GetRequiredService<FakeStripeEvents>());
        services.AddHttpClient(FakeStripeEvents.ClientName).RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false });
        services.AddOptions<StripeOptions>().PostConfigure(Use);

        // Who sets a test key of Stripe's pays there, and who names a process of the sandbox's Stripe, in that.
        services.AddHttpClient(nameof(IPaymentProvider)).AddHttpMessageHandler(provider =>
            provider.GetRequiredService<IOptions<StripeOptions>>().Value.ApiBase == FakeStripe.OwnBase
                ? new OwnAddress(provider.GetRequiredService<IServer>())
                : new PassThrough());
    }

    private static void Use(StripeOptions options)
    {
        if (!options.IsSet)
        {
            (options.SecretKey, options.WebhookSecret) = (FakeStripe.SecretKey, FakeStripe.WebhookSecret);
            options.ApiBase = FakeStripe.OwnBase;
        }
    }

    private static void AddFakeWeChat(this IServiceCollection services)
    {
        services.AddSingleton<FakeWeChat>();
        services.AddSingleton<FakeWeChatCodes>();
        services.AddOptions<WeChatOptions>().PostConfigure<IConfiguration>(Use);
        services.AddTransient<OwnAddress>();

        // Without the machine's proxy, which does not know where this process listens.
        services.AddHttpClient(nameof(WeChatClient))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false })
            .AddHttpMessageHandler<OwnAddress>();
    }

    private static void Use(WeChatOptions options, IConfiguration configuration)
    {
        (options.AppId, options.Secret) = ("wx_sandbox", "sandbox");
        options.ApiBase = new Uri("http://localhost" + FakeWeChat.Prefix);

        // Browsers find it where they found the page. By a setting they are sent to it under another name: as the real
        // one's, its pages are then another site's.
        options.OpenBase = configuration.GetSection(WeChatOptions.Section).GetValue<Uri>(nameof(WeChatOptions.OpenBase))
            ?? new Uri(FakeWeChat.Prefix, UriKind.Relative);
        options.PictureBase = new Uri(FakeWeChat.Prefix + "/pictures/", UriKind.Relative);
        options.ScriptAddress = new Uri(FakeWeChat.Prefix + "/open/js/jweixin.js", UriKind.Relative);
    }

    /// <summary>Changes nothing.</summary>
    private sealed class PassThrough : DelegatingHandler;
}
