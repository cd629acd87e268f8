using Microsoft.Extensions.Options;
using Rewards.Api.Platform.Settings;

namespace Rewards.Api.Platform.WeChat;

/// <summary>What can't be meant of an official account. The sandbox's own is a fake on this machine.</summary>
internal sealed class WeChatRules(SandboxMode sandbox) : IValidateOptions<WeChatOptions>
{
    public ValidateOptionsResult Validate(string? name, WeChatOptions options)
    {
        if (sandbox.IsOn)
        {
            return ValidateOptionsResult.Success;
        }

        string[] mistakes = [.. AboutSecret(options), .. AboutAddresses(options)];
        return mistakes.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> AboutSecret(WeChatOptions options)
    {
        if (options.Secret.Length > 0 && options.Secret == options.AppId)
        {
            yield return "WeChat:Secret: is the app id again: it stands beside that in WeChat's console.";
        }
        else if (SampleSecrets.Contains(options.Secret))
        {
            yield return "WeChat:Secret: is a sample that everybody knows: take the account's own from WeChat's "
                + "console.";
        }
    }

    private static IEnumerable<string> AboutAddresses(WeChatOptions options) =>
        from address in new[]
        {
            (Name: nameof(options.ApiBase), Uri: options.ApiBase),
            (Name: nameof(options.OpenBase), Uri: options.OpenBase),
            (Name: nameof(options.PictureBase), Uri: options.PictureBase),
            (Name: nameof(options.ScriptAddress), Uri: options.ScriptAddress),
        }
        where address.Uri is not { IsAbsoluteUri: true, Scheme: "https", Host.Length: > 0 }
        select $"WeChat:{address.Name}: must begin with https:// outside the sandbox: secrets and sign-ins travel "
            + "there.";
}
