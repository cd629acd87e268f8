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
        services.AddOptions<WeChatOptions>().PostConfigure<FakeWeChat>((options, weChat) =>
            (options.AppId, options.Secret, options.ApiBase) = ("wx_sandbox", "sandbox", weChat.Address));
        services.AddOptions<RateLimitOptions>().Configure<IConfiguration>((options, configuration) =>
            options.Enabled = configuration.GetValue<bool?>($"{RateLimitOptions.Section}:Enabled") ?? false);
    }
}
