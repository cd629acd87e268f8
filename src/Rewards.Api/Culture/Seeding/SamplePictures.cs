using System.Security.Cryptography;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Imaging;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture.Seeding;

/// <summary>A sample's picture in both sizes, made before: <c>pictures/NAME.small.webp</c> and <c>NAME.large.webp</c>.</summary>
internal sealed record SamplePicture(MadePicture Small, MadePicture Large)
{
    /// <exception cref="StartException">A file is missing, or no picture.</exception>
    public static SamplePicture Read(string folder, string name) => new(
        ReadFile(Path.Combine(folder, "pictures", name + ".small.webp")),
        ReadFile(Path.Combine(folder, "pictures", name + ".large.webp")));

    private static MadePicture ReadFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new StartException($"{path}: is not there.");
        }

        var bytes = File.ReadAllBytes(path);
        var header = PictureHeader.Read(bytes);
        return header.Fault is { } fault
            ? throw new StartException($"{path}: is no picture ({fault}).")
            : new MadePicture(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes, header.Width, header.Height);
    }
}

/// <summary>Gives samples their pictures.</summary>
internal static class SamplePictures
{
    /// <summary>Stages it with its files. Each belongs to one offer: two of them never have the same.</summary>
    public static string Add(RewardsDb db, SamplePicture picture, string merchantId, DateTimeOffset now)
    {
        var row = new PictureRow
        {
            Id = TypeId.New(TypeId.Picture, now),
            MerchantId = merchantId,
            Sha256 = Convert.FromHexString(picture.Large.Name),
            Credit = "",
            SmallName = picture.Small.Name,
            SmallWidth = picture.Small.Width,
            SmallHeight = picture.Small.Height,
            SmallBytes = picture.Small.Bytes.Length,
            LargeName = picture.Large.Name,
            LargeWidth = picture.Large.Width,
            LargeHeight = picture.Large.Height,
            LargeBytes = picture.Large.Bytes.Length,
            CreatedAt = now,
            UsedAt = now,
        };
        db.Add(row);
        foreach (var file in new[] { picture.Small, picture.Large })
        {
            if (!db.PictureFiles.Any(kept => kept.Key == file.Name))
            {
                db.Add(new PictureFileRow { Key = file.Name, Bytes = file.Bytes });
            }
        }

        return row.Id;
    }
}
