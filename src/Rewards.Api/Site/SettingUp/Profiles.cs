using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Platform.WeChat;

namespace Rewards.Api.Site.SettingUp;

/// <summary>Takes over name and picture from WeChat, for a member who asked for it.</summary>
public sealed class Profiles(
    WeChatClient weChat, LedgerWriter writer, Database database, IOptions<WeChatOptions> options, Notices notices)
{
    private const int LongestAddress = 512;

    public async Task TakeOverAsync(string memberId, WeChatPerson person, CancellationToken cancellationToken)
    {
        var profile = await weChat.ProfileAsync(person, cancellationToken);
        if (profile.Refusal is not null || !await IsSameAsync(memberId, person, cancellationToken))
        {
            notices.Tell("profile.failed");
            return;
        }

        var (name, picture) = (DisplayNames.From(profile.Value.Name), Picture(profile.Value.PictureUrl));
        await writer.RunAsync(db => db.Members
            .Where(member => member.MemberId == memberId)
            .ExecuteUpdate(member => member
                .SetProperty(row => row.DisplayName, row => name.Length == 0 ? row.DisplayName : name)
                .SetProperty(row => row.PictureUrl, picture)));
        notices.Tell("profile.done");
    }

    /// <summary>Somebody else may have answered WeChat's question on this phone.</summary>
    private async Task<bool> IsSameAsync(string memberId, WeChatPerson person, CancellationToken cancellationToken)
    {
        var key = WeChatIdentityRow.KeyOf(options.Value.AppId, person.OpenId);
        await using var db = database.OpenForReading();
        return await db.WeChatIdentities.AnyAsync(row => row.Key == key && row.MemberId == memberId, cancellationToken);
    }

    /// <summary>The picture's address, if it is where WeChat keeps pictures.</summary>
    private string? Picture(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var picture) && picture.AbsoluteUri.Length <= LongestAddress
            ? At(options.Value.PictureBase, picture)
            : null;

    /// <summary>Kept without a host where pages and pictures have the same one: whichever that is next time.</summary>
    private static string? At(Uri place, Uri picture) =>
        !place.IsAbsoluteUri
            ? picture.AbsolutePath.StartsWith(place.OriginalString, StringComparison.Ordinal) ? picture.AbsolutePath : null
        : picture.Authority == place.Authority
            ? new UriBuilder(picture) { Scheme = place.Scheme, Port = place.Port }.Uri.AbsoluteUri
            : null;
}
