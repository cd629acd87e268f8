using Rewards.Api.Platform.Imaging;
using Rewards.Api.Tests.Support;
using SkiaSharp;

namespace Rewards.Api.Tests.Platform.Imaging;

/// <summary>Files that are not taken, most of them before anything is decoded.</summary>
public sealed class PictureFaultTests
{
    public static TheoryData<string, PictureFault> Faulty { get; } = new()
    {
        { "text", PictureFault.Unsupported },
        { "nothing", PictureFault.Unsupported },
        { "gif", PictureFault.Unsupported },
        { "svg", PictureFault.Unsupported },
        { "bmp", PictureFault.Unsupported },
        { "moving png", PictureFault.Animated },
        { "moving webp", PictureFault.Animated },
        { "half a png", PictureFault.Broken },
        { "half a jpeg", PictureFault.Broken },
        { "half a webp", PictureFault.Broken },
        { "a jpeg's first bytes", PictureFault.Broken },
        { "a png's first bytes", PictureFault.Broken },
        { "a webp's first bytes", PictureFault.Broken },
        { "a jpeg without a scan", PictureFault.Broken },
        { "a jpeg with two frames", PictureFault.Broken },
        { "a jpeg with 101 scans", PictureFault.Broken },
        { "a png without pixels", PictureFault.Broken },
        { "a png of no size", PictureFault.Broken },
        { "a png of a negative size", PictureFault.Broken },
        { "a png with a chunk of 4 GB", PictureFault.Broken },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_file_that_is_no_picture_is_refused_for_what_it_is(string name, PictureFault fault)
    {
        var made = PictureMaker.Make(FileOf(name), out var found);

        Assert.Equal((null, fault), (made, found));
    }

    /// <summary>Of the headers alone: the files have some dozen bytes.</summary>
    [Theory]
    [InlineData(5000, 4000, false)]
    [InlineData(4001, 5000, true)]
    [InlineData(16383, 1220, false)]
    [InlineData(16383, 1221, true)]
    public void More_than_20_megapixels_are_refused_by_what_the_header_says(int width, int height, bool isTooLarge)
    {
        var headers = new[]
        {
            PictureFiles.PngHeader(width, height), PictureFiles.JpegHeader(width, height),
            PictureFiles.WebpHeader(width, height), Vp8(width, height), Vp8L(width, height),
        };

        Assert.All(headers, file => Assert.Equal(
            new PictureHeader(isTooLarge ? PictureFault.TooLarge : null, width, height), PictureHeader.Read(file)));
    }

    [Fact]
    public void The_largest_sizes_that_headers_can_say_do_not_overflow()
    {
        Assert.Equal(PictureFault.TooLarge, PictureHeader.Read(PictureFiles.PngHeader(int.MaxValue, int.MaxValue)).Fault);
        Assert.Equal(PictureFault.TooLarge, PictureHeader.Read(PictureFiles.JpegHeader(65_535, 65_535)).Fault);
        Assert.Equal(PictureFault.TooLarge, PictureHeader.Read(PictureFiles.WebpHeader(1 << 24, 1 << 24)).Fault);
    }

    [Fact]
    public void Any_beginning_of_a_picture_is_read_without_an_accident()
    {
        foreach (var format in new[] { SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp })
        {
            var file = PictureFiles.Poster(1, 40, 30, format);
            for (var length = 0; length < file.Length; length++)
            {
                PictureMaker.Make(file[..length], out _);
            }
        }
    }

    [Fact]
    public void A_picture_with_any_of_its_bytes_changed_is_read_without_an_accident()
    {
        var random = new Random(1);
        foreach (var format in new[] { SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp })
        {
            var file = PictureFiles.Poster(1, 40, 30, format);
            for (var tries = 0; tries < 500; tries++)
            {
                var changed = file.ToArray();
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
                PictureMaker.Make(changed, out _);
            }
        }
    }

    private static byte[] FileOf(string name)
    {
        var (jpeg, png, webp) = (
            PictureFiles.Poster(format: SKEncodedImageFormat.Jpeg),
            PictureFiles.Poster(format: SKEncodedImageFormat.Png),
            PictureFiles.Poster(format: SKEncodedImageFormat.Webp));
        return name switch
        {
            "text" => "It says that it is a picture."u8.ToArray(),
            "nothing" => [],
            "gif" => [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, .. new byte[40]],
            "svg" => "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>"u8.ToArray(),
            "bmp" => [.. "BM"u8, .. new byte[60]],
            "moving png" => PictureFiles.Animate(png),
            "moving webp" => PictureFiles.WebpHeader(100, 100, moves: true),
            "half a png" => png[..(png.Length / 2)],
            "half a jpeg" => jpeg[..(jpeg.Length / 2)],
            "half a webp" => webp[..(webp.Length / 2)],
            "a jpeg's first bytes" => jpeg[..3],
            "a png's first bytes" => png[..8],
            "a webp's first bytes" => webp[..12],
            "a jpeg without a scan" => [.. PictureFiles.JpegHeader(10, 10)[..15], 0xFF, 0xD9],
            "a jpeg with two frames" => [.. jpeg[..2], .. PictureFiles.JpegHeader(10, 10)[2..15], .. jpeg[2..]],
            "a jpeg with 101 scans" => [.. jpeg[..^2], .. Enumerable.Repeat(ScanOf(jpeg), 100).SelectMany(scan => scan), 0xFF, 0xD9],
            "a png without pixels" => [.. png[..33], .. PictureFiles.Chunk("IEND", [])],
            "a png of no size" => PictureFiles.PngHeader(0, 10),
            "a png of a negative size" => PictureFiles.PngHeader(-10, -10),
            "a png with a chunk of 4 GB" => [.. png[..33], 0xFF, 0xFF, 0xFF, 0xFF, .. "teXt"u8, .. new byte[20]],
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    /// <summary>From its marker to the picture's end.</summary>
    private static byte[] ScanOf(byte[] jpeg) => jpeg[jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xDA])..^2];

    private static byte[] Vp8(int width, int height) =>
    [
        .. "RIFF"u8, 30, 0, 0, 0, .. "WEBPVP8 "u8, 18, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A,
        (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), .. new byte[8],
    ];

    private static byte[] Vp8L(int width, int height)
    {
        var bits = (uint)(width - 1) | ((uint)(height - 1) << 14);
        return
        [
            .. "RIFF"u8, 30, 0, 0, 0, .. "WEBPVP8L"u8, 18, 0, 0, 0, 0x2F,
            (byte)bits, (byte)(bits >> 8), (byte)(bits >> 16), (byte)(bits >> 24), .. new byte[13],
        ];
    }
}
