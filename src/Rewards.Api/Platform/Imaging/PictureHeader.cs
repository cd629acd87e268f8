using System.Buffers.Binary;

namespace Rewards.Api.Platform.Imaging;

/// <summary>Why a file is not taken as a picture.</summary>
public enum PictureFault
{
    /// <summary>It is no JPEG, PNG or WebP.</summary>
    Unsupported,
    Animated,

    /// <summary>It says that it has more than <see cref="PictureHeader.MostPixels"/>.</summary>
    TooLarge,

    /// <summary>It begins like a picture, and can't be read as one.</summary>
    Broken,
}

/// <summary>
/// What a picture's file says of itself, read without decoding anything: a file of some hundred bytes may claim to be
/// gigabytes of pixels.
/// </summary>
/// <param name="Fault">Null: it may be decoded.</param>
/// <param name="Width">As stored, before it is turned; 0 where the file does not say.</param>
/// <param name="Height">As stored, before it is turned; 0 where the file does not say.</param>
internal readonly record struct PictureHeader(PictureFault? Fault, int Width = 0, int Height = 0)
{
    /// <summary>20 megapixels (inclusive): 80 MB when decoded.</summary>
    public const int MostPixels = 20_000_000;

    public static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        var header = Said(file);
        return header.Fault is not null ? header
            : header.Width < 1 || header.Height < 1 ? new PictureHeader(PictureFault.Broken)
            : IsTooLarge(header.Width, header.Height) ? header with { Fault = PictureFault.TooLarge }
            : header;
    }

    private static PictureHeader Said(ReadOnlySpan<byte> file) =>
        file.StartsWith(PngFile.Signature) ? PngFile.Read(file)
        : file.StartsWith(JpegFile.Signature) ? JpegFile.Read(file)
        : WebpFile.Is(file) ? WebpFile.Read(file)
        : new PictureHeader(PictureFault.Unsupported);

    public static bool IsTooLarge(int width, int height) => (long)width * height > MostPixels;

    internal static PictureHeader Broken { get; } = new(PictureFault.Broken);

    internal static PictureHeader Animated { get; } = new(PictureFault.Animated);
}

/// <summary>PNG (third edition): a signature, then chunks of length, type, data and checksum.</summary>
internal static class PngFile
{
    /// <summary>Of length, type and checksum.</summary>
    private const int AroundData = 12;
    private const int LengthOfIhdr = 13;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>What makes one move stands before the first picture data.</summary>
    public static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        var rest = file[Signature.Length..];
        var size = PictureHeader.Broken;
        while (rest.Length >= AroundData)
        {
            var type = rest[4..8];
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - AroundData || IsLast(type))
            {
                return AtLast(type, size);
            }

            size = type.SequenceEqual("IHDR"u8) && length == LengthOfIhdr ? Size(rest[8..]) : size;
            rest = rest[(int)(length + AroundData)..];
        }

        return PictureHeader.Broken;
    }

    /// <summary>Picture data, or what makes it move: then all is known.</summary>
    private static bool IsLast(ReadOnlySpan<byte> type) => type.SequenceEqual("IDAT"u8) || type.SequenceEqual("acTL"u8);

    private static PictureHeader AtLast(ReadOnlySpan<byte> type, PictureHeader size) =>
        type.SequenceEqual("IDAT"u8) ? size
        : type.SequenceEqual("acTL"u8) ? PictureHeader.Animated
        : PictureHeader.Broken;

    private static PictureHeader Size(ReadOnlySpan<byte> data) => new(
        null, BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
}

/// <summary>WebP (RFC 9649): a RIFF file whose first chunk is the picture, or says what follows.</summary>
internal static class WebpFile
{
    private const int ToData = 20;
    private const int LongestHeader = 10;
    private const byte Animation = 0x02;

    public static bool Is(ReadOnlySpan<byte> file) =>
        file.Length >= 12 && file[..4].SequenceEqual("RIFF"u8) && file[8..12].SequenceEqual("WEBP"u8);

    public static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < ToData + LongestHeader)
        {
            return PictureHeader.Broken;
        }

        var type = file[12..16];
        var data = file[ToData..];
        return type.SequenceEqual("VP8X"u8) ? Extended(data)
            : type.SequenceEqual("VP8L"u8) ? Lossless(data)
            : type.SequenceEqual("VP8 "u8) ? Lossy(data)
            : PictureHeader.Broken;
    }

    private static PictureHeader Extended(ReadOnlySpan<byte> data) => (data[0] & Animation) != 0
        ? PictureHeader.Animated
        : new PictureHeader(null, 1 + Read24(data[4..]), 1 + Read24(data[7..]));

    /// <summary>14 bits each, one less than they mean.</summary>
    private static PictureHeader Lossless(ReadOnlySpan<byte> data)
    {
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
        return new PictureHeader(null, 1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
    }

    /// <summary>14 bits each, behind the frame's tag and start code; the two bits above them only say how to scale.</summary>
    private static PictureHeader Lossy(ReadOnlySpan<byte> data) => new(
        null,
        BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF,
        BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF);

    private static int Read24(ReadOnlySpan<byte> data) => data[0] | (data[1] << 8) | (data[2] << 16);
}
