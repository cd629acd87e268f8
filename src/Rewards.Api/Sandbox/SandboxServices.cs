using Rewards.Api.Http;
using Rewards.Api.SigningIn;

namespace Rewards.Api.Sandbox;

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

        services.AddSingleton<FakeWeChat>();
        services.AddHostedService<DemoMember>();
        services.AddOptions<WeChatOptions>().PostConfigure<FakeWeChat>(Use);
        services.AddOptions<RateLimitOptions>().Configure<IConfiguration>((options, configuration) =>
            options.Enabled = configuration.GetValue<bool?>($"{RateLimitOptions.Section}:Enabled") ?? false);
    }

    private static void Use(WeChatOptions options, FakeWeChat weChat)
    {
        (options.AppId, options.Secret) = ("wx_sandbox", "sandbox");
        (options.ApiBase, options.OpenBase, options.PictureBase) = (weChat.Address, weChat.Address, weChat.Address);
        options.ScriptAddress = new Uri(weChat.Address, "/open/js/jweixin.js");
    }
}
