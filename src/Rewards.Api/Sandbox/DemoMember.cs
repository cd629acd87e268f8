using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rewards.Api.SigningIn;
using Rewards.Api.Store;
using Rewards.Api.Store.Rows;

namespace Rewards.Api.Sandbox;

/// <summary>Registers the member <c>demo</c> once, with the fixed id that the examples use.</summary>
internal sealed class DemoMember(MemberRegistry registry, Database database, IOptions<WeChatOptions> weChat) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        if (!await db.Members.AnyAsync(member => member.MemberId == DemoCredentials.MemberId, cancellationToken))
        {
            var identity = new Identity(WeChatIdentityRow.KeyOf(weChat.Value.AppId, "demo"));
            await registry.SignInAsync(identity, inviteCode: null, newMemberId: DemoCredentials.MemberId);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
