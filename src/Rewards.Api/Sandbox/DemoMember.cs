using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rewards.Api.SigningIn;
using Rewards.Api.Store;
using Rewards.Api.Store.Rows;
using Rewards.Api.Writing;

namespace Rewards.Api.Sandbox;

/// <summary>Registers the member <c>demo</c> once, with the fixed id that the examples use.</summary>
internal sealed class DemoMember(MemberRegistry registry, Database database, IOptions<WeChatOptions> weChat) : IHostedService
{
    private const int MostTries = 10;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        if (!await db.Members.AnyAsync(member => member.MemberId == DemoCredentials.MemberId, cancellationToken))
        {
            var identity = WeChatIdentityRow.KeyOf(weChat.Value.AppId, "demo");
            await RegisterAsync(identity);
        }
    }

    /// <summary>A machine that has just started may be too busy for the first try.</summary>
    private async Task RegisterAsync(string identity)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await registry.SignInAsync(identity, inviteCode: null, DemoCredentials.MemberId);
                return;
            }
            catch (UnavailableException) when (tries < MostTries)
            {
                // Asked again at once: it has waited already.
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
