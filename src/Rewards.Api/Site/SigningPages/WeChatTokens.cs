using System.Text;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Sealing;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Platform.WeChat;
using Rewards.Domain;

namespace Rewards.Api.Site.SigningPages;

/// <summary>
/// The account's access token and its ticket for pages: asked for by one process, kept in the database for all of them,
/// renewed while the old one still works. Neither leaves the server, and they lie sealed.
/// </summary>
public sealed class WeChatTokens(LedgerWriter writer, Database database, WeChatClient weChat, Clock clock, Seals seals)
{
    private const string AccessToken = "access_token";
    private const string Ticket = "jsapi_ticket";
    private const int MostTries = 15;

    /// <summary>WeChat lends for two hours.</summary>
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(10);

    /// <summary>Longer than any call takes: a process that died while it asked is not waited for.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <returns>Refuses <c>wechat_unavailable</c>.</returns>
    public Task<Outcome<string>> TicketAsync(CancellationToken cancellationToken) =>
        FindAsync(Ticket, () => AskForTicketAsync(cancellationToken), cancellationToken);

    private async Task<Outcome<WeChatSecret>> AskForTicketAsync(CancellationToken cancellationToken)
    {
        var ticket = await AskOnceAsync(cancellationToken);
        if (ticket.Refusal != WeChatErrors.TokenStale)
        {
            return ticket;
        }

        // WeChat has ended the token before its time: once more with a new one.
        await writer.RunAsync(db => db.WeChatTokens.Where(row => row.Key == AccessToken).ExecuteDelete());
        var again = await AskOnceAsync(cancellationToken);
        return again.Refusal == WeChatErrors.TokenStale ? WeChatErrors.Away : again;
    }

    private async Task<Outcome<WeChatSecret>> AskOnceAsync(CancellationToken cancellationToken)
    {
        var token = await FindAsync(AccessToken, () => weChat.AccessTokenAsync(cancellationToken), cancellationToken);
        return token.Refusal is { } refusal ? refusal : await weChat.TicketAsync(token.Value, cancellationToken);
    }

    private async Task<Outcome<string>> FindAsync(
        string name, Func<Task<Outcome<WeChatSecret>>> ask, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var known = await ReadAsync(name, cancellationToken);
            var now = clock.GetUtcNow();
            if (known?.RenewAt > now)
            {
                return known.Value;
            }

            if (await writer.RunAsync(db => Claim(db, name, now)))
            {
                return await RenewAsync(known, name, ask);
            }

            if (known?.ExpiresAt > now)
            {
                return known.Value;
            }

            await Task.Delay(Pause, cancellationToken);
        }

        return WeChatErrors.Away;
    }

    private async Task<WeChatTokenRow?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var row = await db.WeChatTokens.FirstOrDefaultAsync(row => row.Key == name, cancellationToken);
        if (row?.Value.Length > 0)
        {
            row.Value = Encoding.UTF8.GetString(seals.Open(SealedSecret.NameOfWeChat(name), row.Value));
        }

        return row;
    }

    /// <summary>
    /// Where WeChat is away, the old one goes on as long as it works, and the next attempt waits for the lease to end.
    /// </summary>
    private async Task<Outcome<string>> RenewAsync(
        WeChatTokenRow? known, string name, Func<Task<Outcome<WeChatSecret>>> ask)
    {
        var lent = await ask();
        var now = clock.GetUtcNow();
        if (lent.Refusal is not null && known?.ExpiresAt > now)
        {
            return known.Value;
        }

        if (lent.Refusal is { } refusal)
        {
            await writer.RunAsync(db => db.WeChatTokens
                .Where(row => row.Key == name)
                .ExecuteUpdate(row => row.SetProperty(token => token.LeaseUntil, now)));
            return refusal;
        }

        var (value, expiresAt) = (lent.Value.Value, now + lent.Value.Lifetime);
        await writer.RunAsync(db =>
        {
            var box = seals.Seal(
                SealedSecret.NameOfWeChat(name), Encoding.UTF8.GetBytes(value), SealedSecret.KeyInUse(db));
            return db.WeChatTokens
                .Where(row => row.Key == name)
                .ExecuteUpdate(row => row
                    .SetProperty(token => token.Value, box)
                    .SetProperty(token => token.ExpiresAt, expiresAt)
                    .SetProperty(token => token.RenewAt, expiresAt - RenewBefore)
                    .SetProperty(token => token.LeaseUntil, now));
        });
        return value;
    }

    /// <summary>One statement decides between processes; where there is no row yet, its key does.</summary>
    private static bool Claim(RewardsDb db, string name, DateTimeOffset now)
    {
        var until = now + Lease;
        var claimed = db.WeChatTokens
            .Where(row => row.Key == name && row.RenewAt <= now && row.LeaseUntil <= now)
            .ExecuteUpdate(row => row.SetProperty(token => token.LeaseUntil, until));
        if (claimed > 0 || db.WeChatTokens.Any(row => row.Key == name))
        {
            return claimed > 0;
        }

        db.Add(new WeChatTokenRow { Key = name, LeaseUntil = until });
        return true;
    }
}
