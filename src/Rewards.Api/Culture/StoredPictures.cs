using Rewards.Api.Platform;
using Rewards.Api.Platform.Imaging;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture;

/// <summary>Writes a picture that was made: the row that says whose it is, and the files that are not there yet.</summary>
internal static class StoredPictures
{
    /// <summary>Stages it; who calls saves.</summary>
    /// <param name="db">Held, so that no other adds the same file.</param>
    /// <param name="whose">The merchant, what was uploaded (SHA-256), and whose it is in words.</param>
    /// <param name="made">In both sizes.</param>
    /// <param name="now">UTC.</param>
    public static PictureRow Add(
        RewardsDb db, (string MerchantId, byte[] Sha256, string Credit) whose, MadePictures made, DateTimeOffset now)
    {
        var picture = new PictureRow
        {
            Id = TypeId.New(TypeId.Picture, now),
            MerchantId = whose.MerchantId,
            Sha256 = whose.Sha256,
            Credit = whose.Credit,
            SmallName = made.Small.Name,
            SmallWidth = made.Small.Width,
            SmallHeight = made.Small.Height,
            SmallBytes = made.Small.Bytes.Length,
            LargeName = made.Large.Name,
            LargeWidth = made.Large.Width,
            LargeHeight = made.Large.Height,
            LargeBytes = made.Large.Bytes.Length,
            CreatedAt = now,
        };
        db.Add(picture);
        Keep(db, made);
        return picture;
    }

    /// <summary>Also of another merchant's picture, or in both sizes at once where it is tiny.</summary>
    private static void Keep(RewardsDb db, MadePictures made)
    {
        foreach (var file in new[] { made.Small, made.Large }.DistinctBy(file => file.Name))
        {
            if (!db.PictureFiles.Any(kept => kept.Key == file.Name))
            {
                db.Add(new PictureFileRow { Key = file.Name, Bytes = file.Bytes });
            }
        }
    }
}
