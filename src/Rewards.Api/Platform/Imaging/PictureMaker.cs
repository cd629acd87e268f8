using SkiaSharp;

namespace Rewards.Api.Platform.Imaging;

/// <summary>A picture as it is shown: WebP, without anything that came with what it was made of.</summary>
/// <param name="Name">SHA-256 of its bytes in hex.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public sealed record MadePicture(string Name, byte[] Bytes, int Width, int Height);

/// <summary>A picture in both its sizes.</summary>
/// <param name="Small">A square from its middle, for lists.</param>
/// <param name="Large">All of it, for a page of its own.</param>
public sealed record MadePictures(MadePicture Small, MadePicture Large)
{
    /// <summary>Pixels of a side, and bytes: four of them are half of what a page may weigh.</summary>
    public const int SmallSide = 264;
    public const int SmallBytes = 8 * 1024;

    /// <summary>Pixels, and bytes. What is taller than 4 to 3 gets narrower.</summary>
    public const int LargeWidth = 1080;
    public const int LargeHeight = 1440;
    public const int LargeBytes = 120 * 1024;
}

/// <summary>
/// Makes pictures of files that anybody may have made: decoded once, turned upright, in sRGB, on white where they are
/// transparent, and written anew. Nothing of the file itself is kept.
/// </summary>
internal static class PictureMaker
{
    /// <param name="file">JPEG, PNG or WebP.</param>
    /// <param name="fault">Why there is none.</param>
    /// <returns>Null: see <paramref name="fault"/>.</returns>
    public static MadePictures? Make(byte[] file, out PictureFault? fault)
    {
        fault = PictureHeader.Read(file).Fault;
        if (fault is not null)
        {
            return null;
        }

        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        fault = FaultOf(codec);
        if (fault is not null)
        {
            return null;
        }

        using var decoded = Decode(codec);
        fault = decoded is null ? PictureFault.Broken : null;
        return decoded is null ? null : Draw(decoded, codec.EncodedOrigin);
    }

    /// <summary>The decoder has the last word on what the header said.</summary>
    private static PictureFault? FaultOf(SKCodec? codec) =>
        codec is null ? PictureFault.Broken
        : PictureHeader.IsTooLarge(codec.Info.Width, codec.Info.Height) ? PictureFault.TooLarge
        : codec.FrameCount > 1 ? PictureFault.Animated
        : null;

    /// <summary>As small as the decoder can make it at once, and not smaller than it is shown. Null: it is broken.</summary>
    private static SKBitmap? Decode(SKCodec codec)
    {
        using var srgb = SKColorSpace.CreateSrgb();
        var size = DecodedSize(codec);
        var bitmap = new SKBitmap(
            new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, srgb));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success)
        {
            return bitmap;
        }

        bitmap.Dispose();
        return null;
    }

    private static SKSizeI DecodedSize(SKCodec codec)
    {
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        var scale = Scale(IsTurned(codec.EncodedOrigin) ? (height, width) : (width, height));
        var offered = codec.GetScaledDimensions(scale);
        return offered.Width >= width * scale && offered.Height >= height * scale ? offered : codec.Info.Size;
    }

    private static MadePictures Draw(SKBitmap decoded, SKEncodedOrigin origin)
    {
        using var upright = Upright(decoded, origin);
        var side = Math.Min(MadePictures.SmallSide, Math.Min(upright.Width, upright.Height));
        using var middle = Middle(upright);
        using var small = Shrink(middle, side, side);
        return new MadePictures(
            WebpWriter.Write(small, MadePictures.SmallBytes), WebpWriter.Write(upright, MadePictures.LargeBytes));
    }

    /// <summary>As large as it is shown on a page of its own.</summary>
    private static SKBitmap Upright(SKBitmap decoded, SKEncodedOrigin origin)
    {
        var isTurned = IsTurned(origin);
        var (width, height) = isTurned ? (decoded.Height, decoded.Width) : (decoded.Width, decoded.Height);
        var scale = Scale((width, height));
        (width, height) = (Scaled(width, scale), Scaled(height, scale));
        using var shrunk = isTurned ? Shrink(decoded, height, width) : Shrink(decoded, width, height);
        var upright = new SKBitmap(Opaque(width, height));
        using var canvas = new SKCanvas(upright);
        canvas.Clear(SKColors.White);
        canvas.Concat(Turn(origin, width, height));
        canvas.DrawBitmap(shrunk, 0, 0, SKSamplingOptions.Default);
        return upright;
    }

    private static SKBitmap Middle(SKBitmap picture)
    {
        var side = Math.Min(picture.Width, picture.Height);
        var middle = new SKBitmap();
        picture.ExtractSubset(
            middle, SKRectI.Create((picture.Width - side) / 2, (picture.Height - side) / 2, side, side));
        return middle;
    }

    /// <summary>By halves, each the mean of four pixels, and the rest at once: finer than one great step.</summary>
    internal static SKBitmap Shrink(SKBitmap picture, int width, int height)
    {
        var (source, isOwn) = (picture, false);
        while (true)
        {
            var isLast = source.Width < 2 * width || source.Height < 2 * height;
            var size = isLast ? new SKSizeI(width, height) : new SKSizeI(source.Width / 2, source.Height / 2);
            var next = source.Resize(source.Info.WithSize(size.Width, size.Height), new SKSamplingOptions(SKFilterMode.Linear));
            if (isOwn)
            {
                source.Dispose();
            }

            if (isLast)
            {
                return next;
            }

            (source, isOwn) = (next, true);
        }
    }

    /// <summary>Its pixels are sRGB, which needs no saying: a profile would be a part of every small file.</summary>
    private static SKImageInfo Opaque(int width, int height) =>
        new(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);

    /// <summary>Never above 1: a small picture is not made larger.</summary>
    private static float Scale((int Width, int Height) upright) => Math.Min(
        1f,
        Math.Min((float)MadePictures.LargeWidth / upright.Width, (float)MadePictures.LargeHeight / upright.Height));

    private static int Scaled(int side, float scale) => Math.Max(1, (int)MathF.Round(side * scale));

    private static bool IsTurned(SKEncodedOrigin origin) => origin is SKEncodedOrigin.LeftTop
        or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    /// <summary>From where a pixel is stored to where it is seen (EXIF, tag Orientation), in an upright picture so large.</summary>
    private static SKMatrix Turn(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
