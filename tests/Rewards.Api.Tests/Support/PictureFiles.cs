using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace Rewards.Api.Tests.Support;

/// <summary>Files that are pictures, or nearly.</summary>
public static class PictureFiles
{
    /// <summary>What no picture may carry on: a place, and a program's note.</summary>
    public const string Secret = "N27.8274 E113.1339 secret place";

    private const int Ihdr = 8 + 25;

    /// <param name="draw">In pixels.</param>
    /// <param name="size">Width and height.</param>
    /// <param name="colours">Null: sRGB, and it does not say so.</param>
    public static SKBitmap Draw((int Width, int Height) size, Action<SKCanvas> draw, SKColorSpace? colours = null)
    {
        var bitmap = new SKBitmap(
            new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, colours));
        using var canvas = new SKCanvas(bitmap);
        draw(canvas);
        return bitmap;
    }

    /// <summary>Each of its own, by the number: half of it in one colour, half in another.</summary>
    public static byte[] Poster(
        int number = 0, int width = 640, int height = 480, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg)
    {
        using var bitmap = Draw((width, height), canvas =>
        {
            canvas.Clear(SKColor.FromHsl(number * 37 % 360, 60, 40));
            using var paint = new SKPaint { Color = SKColor.FromHsl((number * 53 + 120) % 360, 60, 70) };
            canvas.DrawRect(0, 0, width / 2f, height, paint);
            canvas.DrawRect(number % width, number / width, 1, 1, paint);
        });
        return Encode(bitmap, format);
    }

    public static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format, int quality = 90)
    {
        using var data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    /// <summary>What compresses worst.</summary>
    public static SKBitmap Noise(int width, int height)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        new Random(20_261_128).NextBytes(pixels);
        for (var alpha = 3; alpha < pixels.Length; alpha += 4)
        {
            pixels[alpha] = 255;
        }

        return bitmap;
    }

    /// <summary>A JPEG that says how it is held, where it was taken, and by what.</summary>
    /// <param name="jpeg">Without.</param>
    /// <param name="orientation">1 to 8.</param>
    public static byte[] WithExif(byte[] jpeg, ushort orientation)
    {
        var text = Encoding.ASCII.GetBytes(Secret + "\0");
        byte[] tiff =
        [
            .. "MM\0*"u8, 0, 0, 0, 8,
            0, 2,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
            0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38,
            0, 0, 0, 0,
            0, 1,
            0x00, 0x12, 0, 2, 0, 0, 0, (byte)text.Length, 0, 0, 0, 56,
            0, 0, 0, 0,
            .. text,
        ];
        return [.. jpeg[..2], .. Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]), .. jpeg[2..]];
    }

    public static byte[] Segment(byte marker, byte[] data) =>
        [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    /// <summary>No more than a PNG that says how large it is.</summary>
    public static byte[] PngHeader(int width, int height)
    {
        var ihdr = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(ihdr, width);
        BinaryPrimitives.WriteInt32BigEndian(ihdr.AsSpan(4), height);
        (ihdr[8], ihdr[9]) = (8, 2);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", ihdr), .. Chunk("IDAT", [0x78, 0x9C, 3, 0, 0, 0, 0, 1])];
    }

    public static byte[] JpegHeader(int width, int height) =>
    [
        0xFF, 0xD8,
        .. Segment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 0, 0, 0xFF, 0xD9,
    ];

    /// <summary>No more than a WebP's first chunk.</summary>
    public static byte[] WebpHeader(int width, int height, bool moves = false) =>
    [
        .. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, (byte)(moves ? 2 : 0), 0, 0, 0,
        (byte)(width - 1), (byte)((width - 1) >> 8), (byte)((width - 1) >> 16),
        (byte)(height - 1), (byte)((height - 1) >> 8), (byte)((height - 1) >> 16),
    ];

    /// <summary>A PNG that stands still, and says that it moves.</summary>
    public static byte[] Animate(byte[] png) =>
        [.. png[..Ihdr], .. Chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0]), .. png[Ihdr..]];

    public static byte[] WithText(byte[] png) =>
        [.. png[..Ihdr], .. Chunk("tEXt", Encoding.ASCII.GetBytes("Comment\0" + Secret)), .. png[Ihdr..]];

    public static bool Holds(byte[] file, string text) =>
        file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] checkedPart = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[4 + checkedPart.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        checkedPart.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Checksum(checkedPart));
        return chunk;
    }

    /// <summary>CRC-32 as PNG has it.</summary>
    private static uint Checksum(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ (0xEDB88320 & (0 - (sum & 1)));
            }
        }

        return ~sum;
    }
}
