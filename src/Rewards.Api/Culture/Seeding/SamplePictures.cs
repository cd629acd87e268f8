using System.Security.Cryptography;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Imaging;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Culture.Seeding;

/// <summary>Samples' pictures, made before in both sizes: <c>pictures/NAME.small.webp</c> and <c>NAME.large.webp</c>.</summary>
internal static class SamplePictures
{
    /// <exception cref="StartException">A file is missing, or no picture.</exception>
    public static MadePictures Read(string folder, string name) => new(
        ReadFile(Path.Combine(folder, "pictures", name + ".small.webp")),
        ReadFile(Path.Combine(folder, "pictures", name + ".large.webp")));

    /// <summary>Stages it with its files. Each belongs to one offer: two of them never have the same.</summary>
    public static string Add(RewardsDb db, MadePictures made, string merchantId, DateTimeOffset now)
    {
        var row = StoredPictures.Add(db, (merchantId, Convert.FromHexString(made.Large.Name), ""), made, now);
        row.UsedAt = now;
        return row.Id;
    }

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
