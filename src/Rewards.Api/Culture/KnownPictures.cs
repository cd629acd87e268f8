using System.Collections.Concurrent;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>Pictures that offers name, as far as this process has met them: what is shown of them never changes.</summary>
public sealed class KnownPictures
{
    private const int MostKept = 30_000;

    /// <summary>Engines take only so many values in a statement.</summary>
    private const int ReadAtOnce = 500;

    private readonly ConcurrentDictionary<string, PictureRow> known = [];

    /// <summary>In the content's order. What is not there is left out: before there were pictures, anything was an id.</summary>
    public IReadOnlyList<PictureRow> Of(RewardsDb db, OfferContent content)
    {
        if (content.PictureIds.Count == 0)
        {
            return [];
        }

        Meet(db, [content]);
        return [.. content.PictureIds.Select(id => known.GetValueOrDefault(id)).OfType<PictureRow>()];
    }

    /// <summary>Reads at once what many contents name.</summary>
    public void Meet(RewardsDb db, IEnumerable<OfferContent> contents)
    {
        string[] ids = [.. contents.SelectMany(content => content.PictureIds).Distinct().Where(id => !known.ContainsKey(id))];
        if (ids.Length > 0 && known.Count >= MostKept)
        {
            // Seldom reached, and then all that is in use is read again.
            known.Clear();
        }

        foreach (var some in ids.Chunk(ReadAtOnce))
        {
            foreach (var picture in db.Pictures.Where(picture => some.Contains(picture.Id)))
            {
                known[picture.Id] = picture;
            }
        }
    }
}
