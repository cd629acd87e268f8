using Rewards.Api.Platform.Imaging;
using Rewards.Api.Tests.Support;
using SkiaSharp;

namespace Rewards.Api.Tests.Platform.Imaging;

public sealed class PictureMakerTests
{
    [Theory]
    [InlineData(640, 480, 640, 480, 264)]
    [InlineData(2160, 1080, 1080, 540, 264)]
    [InlineData(1080, 2160, 720, 1440, 264)]
    [InlineData(100, 50, 100, 50, 50)]
    [InlineData(1, 1, 1, 1, 1)]
    public void A_picture_is_made_smaller_and_never_larger(int width, int height, int shownWidth, int shownHeight, int side)
    {
        var made = Make(PictureFiles.Poster(0, width, height));

        Assert.Equal((shownWidth, shownHeight), (made.Large.Width, made.Large.Height));
        Assert.Equal((side, side), (made.Small.Width, made.Small.Height));
        Assert.Equal(new SKSizeI(shownWidth, shownHeight), SizeOf(made.Large));
        Assert.Equal(new SKSizeI(side, side), SizeOf(made.Small));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Noise_fits_too(SKEncodedImageFormat format)
    {
        using var noise = PictureFiles.Noise(1600, 1200);

        var made = Make(PictureFiles.Encode(noise, format, 30));

        Assert.InRange(made.Small.Bytes.Length, 1, 8 * 1024);
        Assert.InRange(made.Large.Bytes.Length, 1, 120 * 1024);
    }

    [Fact]
    public void What_fits_at_no_quality_gets_smaller()
    {
        using var noise = PictureFiles.Noise(264, 264);

        var written = WebpWriter.Write(noise, 1000);

        Assert.InRange(written.Bytes.Length, 1, 1000);
        Assert.InRange(written.Width, 1, 263);
        Assert.Equal(new SKSizeI(written.Width, written.Height), SizeOf(written));
    }

    /// <summary>Corners of a picture whose stored top left is red and top right blue, as it is seen.</summary>
    [Theory]
    [InlineData(1, "red blue grey grey")]
    [InlineData(2, "blue red grey grey")]
    [InlineData(3, "grey grey blue red")]
    [InlineData(4, "grey grey red blue")]
    [InlineData(5, "red grey blue grey")]
    [InlineData(6, "grey red grey blue")]
    [InlineData(7, "grey blue grey red")]
    [InlineData(8, "blue grey red grey")]
    public void A_picture_is_turned_as_its_camera_was_held(ushort orientation, string corners)
    {
        using var stored = PictureFiles.Draw((200, 100), canvas =>
        {
            canvas.Clear(SKColors.Gray);
            using var paint = new SKPaint { Color = SKColors.Red };
            canvas.DrawRect(0, 0, 40, 40, paint);
            paint.Color = SKColors.Blue;
            canvas.DrawRect(160, 0, 40, 40, paint);
        });

        var made = Make(PictureFiles.WithExif(PictureFiles.Encode(stored, SKEncodedImageFormat.Jpeg), orientation));

        Assert.Equal(orientation < 5 ? (200, 100) : (100, 200), (made.Large.Width, made.Large.Height));
        using var seen = SKBitmap.Decode(made.Large.Bytes);
        var (right, bottom) = (seen.Width - 11, seen.Height - 11);
        Assert.Equal(corners, string.Join(
            ' ', NameOf(seen.GetPixel(10, 10)), NameOf(seen.GetPixel(right, 10)), NameOf(seen.GetPixel(10, bottom)), NameOf(seen.GetPixel(right, bottom))));
    }

    [Fact]
    public void Nothing_of_the_file_is_kept_but_what_is_seen()
    {
        var jpeg = PictureFiles.WithExif(PictureFiles.Poster(), 6);
        byte[] polyglot = [.. jpeg, .. "<script>alert('"u8, .. System.Text.Encoding.ASCII.GetBytes(PictureFiles.Secret), .. "')</script>"u8];
        byte[][] files =
        [
            jpeg,
            polyglot,
            PictureFiles.WithText(PictureFiles.Poster(format: SKEncodedImageFormat.Png)),
        ];

        Assert.All(files, file => Assert.True(PictureFiles.Holds(file, PictureFiles.Secret)));
        Assert.All(files.Select(Make).SelectMany(made => new[] { made.Small.Bytes, made.Large.Bytes }), made =>
        {
            string[] unwanted = [PictureFiles.Secret, "EXIF", "Exif", "ICCP", "XMP ", "script"];
            Assert.DoesNotContain(unwanted, text => PictureFiles.Holds(made, text));
            Assert.True(PictureFiles.Holds(made[..16], "WEBPVP8 "));
        });
    }

    [Fact]
    public void Colours_of_another_space_become_those_of_screens()
    {
        using var adobe = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.TwoDotTwo, SKColorSpaceXyz.AdobeRgb);
        using var wide = PictureFiles.Draw((64, 64), _ => { }, adobe);
        for (var at = 0; at < wide.ByteCount; at += 4)
        {
            new byte[] { 100, 150, 100, 255 }.CopyTo(wide.GetPixelSpan()[at..]);
        }

        using var seen = SKBitmap.Decode(Make(PictureFiles.Encode(wide, SKEncodedImageFormat.Png)).Large.Bytes);

        Assert.InRange(seen.GetPixel(30, 30).Red, 40, 85);
        Assert.InRange(seen.GetPixel(30, 30).Green, 140, 160);
    }

    [Fact]
    public void What_is_transparent_is_white()
    {
        using var clear = PictureFiles.Draw((64, 64), canvas => canvas.Clear(SKColors.Transparent));

        using var seen = SKBitmap.Decode(Make(PictureFiles.Encode(clear, SKEncodedImageFormat.Png)).Large.Bytes);

        Assert.Equal(SKColors.White, seen.GetPixel(30, 30));
    }

    [Fact]
    public void Twenty_megapixels_are_decoded()
    {
        using var large = PictureFiles.Draw((5000, 4000), canvas => canvas.Clear(SKColors.Teal));

        Assert.Equal((1080, 864), SizeIn(Make(PictureFiles.Encode(large, SKEncodedImageFormat.Png))));
    }

    private static (int Width, int Height) SizeIn(MadePictures made) => (made.Large.Width, made.Large.Height);

    private static MadePictures Make(byte[] file)
    {
        var made = PictureMaker.Make(file, out var fault);
        Assert.Null(fault);
        return made!;
    }

    private static SKSizeI SizeOf(MadePicture picture)
    {
        using var decoded = SKBitmap.Decode(picture.Bytes);
        return decoded.Info.Size;
    }

    private static string NameOf(SKColor colour) => colour switch
    {
        { Red: > 180, Blue: < 90 } => "red",
        { Red: < 90, Blue: > 180 } => "blue",
        _ => "grey",
    };
}
