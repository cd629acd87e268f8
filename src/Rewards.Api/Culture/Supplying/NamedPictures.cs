using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Supplying;

/// <summary>The pictures that a version of an offer names.</summary>
internal static class NamedPictures
{
    private const string Field = "picture_ids";

    /// <summary>They are its merchant's, each once; and from now on they are kept as long as the version, for ever.</summary>
    /// <returns>Null: all is well.</returns>
    public static Problem? Take(RewardsDb db, OfferContent content, string merchantId, DateTimeOffset now)
    {
        var ids = content.PictureIds;
        if (ids.Distinct().Count() != ids.Count)
        {
            return Problem.Invalid(Field, "must name each picture once");
        }

        var pictures = Find(db, ids, merchantId);
        if (ids.Index().FirstOrDefault(id => !pictures.ContainsKey(id.Item)) is { Item: not null, Index: var unknown })
        {
            return Problem.Invalid($"{Field}[{unknown}]", "must be a picture of this merchant");
        }

        foreach (var picture in pictures.Values)
        {
            picture.UsedAt ??= now;
        }

        return null;
    }

    private static Dictionary<string, PictureRow> Find(RewardsDb db, IReadOnlyList<string> ids, string merchantId) =>
        ids.Count == 0
            ? []
            : db.Pictures.AsTracking()
                .Where(picture => picture.MerchantId == merchantId && ids.Contains(picture.Id))
                .ToDictionary(picture => picture.Id);
}
