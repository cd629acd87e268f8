using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rewards.Api.Members.SigningIn;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Platform.WeChat;

namespace Rewards.Api.Serving.Sandbox;

/// <summary>Registers the member <c>demo</c> once, with the fixed id that the examples use.</summary>
internal sealed class DemoMember(MemberRegistry registry, Database database, IOptions<WeChatOptions> weChat)
    : IHostedService
{
    private const int MostAttempts = 20;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        if (!await db.Members.AnyAsync(member => member.MemberId == DemoCredentials.MemberId, cancellationToken))
        {
            var identity = new Identity(WeChatIdentityRow.KeyOf(weChat.Value.AppId, "demo"));
            await RegisterAsync(identity, cancellationToken);
        }
    }

    /// <summary>The first write of a process on a busy machine may take longer than a caller would wait.</summary>
    private async Task RegisterAsync(Identity identity, CancellationToken cancellationToken)
    {
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                await registry.SignInAsync(identity, inviteCode: null, newMemberId: DemoCredentials.MemberId);
                return;
            }
            catch (UnavailableException) when (attempts < MostAttempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
