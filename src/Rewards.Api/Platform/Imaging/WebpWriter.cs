using System.Security.Cryptography;
using SkiaSharp;

namespace Rewards.Api.Platform.Imaging;

/// <summary>Writes WebP of at most so many bytes.</summary>
internal static class WebpWriter
{
    /// <summary>Of 100; above it files grow faster than pictures get better.</summary>
    private const int BestQuality = 82;

    /// <summary>As good as fits; what does not fit at the lowest quality (noise) gets smaller.</summary>
    public static MadePicture Write(SKBitmap picture, int mostBytes)
    {
        var best = Encode(picture, BestQuality);
        if ((best.Length <= mostBytes ? best : Fitting(picture, mostBytes)) is { } file)
        {
            return new MadePicture(
                Convert.ToHexStringLower(SHA256.HashData(file)), file, picture.Width, picture.Height);
        }

        using var smaller = PictureMaker.Shrink(
            picture, Math.Max(1, picture.Width * 3 / 4), Math.Max(1, picture.Height * 3 / 4));
        return Write(smaller, mostBytes);
    }

    /// <summary>The best quality that fits, by halves; null: none does.</summary>
    private static byte[]? Fitting(SKBitmap picture, int mostBytes)
    {
        var (fitting, low, high) = ((byte[]?)null, 0, BestQuality - 1);
        while (low <= high)
        {
            var quality = (low + high) / 2;
            var file = Encode(picture, quality);
            (fitting, low, high) = file.Length <= mostBytes ? (file, quality + 1, high) : (fitting, low, quality - 1);
        }

        return fitting;
    }

    private static byte[] Encode(SKBitmap picture, int quality)
    {
        using var pixels = picture.PeekPixels();
        using var file = pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, quality))
            ?? throw new InvalidOperationException("A picture could not be written.");
        return file.ToArray();
    }
}
