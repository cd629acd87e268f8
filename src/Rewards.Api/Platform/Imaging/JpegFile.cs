using System.Buffers.Binary;

namespace Rewards.Api.Platform.Imaging;

/// <summary>JPEG (ITU-T T.81): segments that begin with a marker, and between them what was compressed.</summary>
internal static class JpegFile
{
    /// <summary>
    /// A progressive picture is drawn over again with each scan: cameras and programs write about ten, and a file of
    /// 2 MB has room for so many that its decoder would not come to an end.
    /// </summary>
    private const int MostScans = 100;

    private const byte Mark = 0xFF;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    public static ReadOnlySpan<byte> Signature => [Mark, 0xD8, Mark];

    /// <summary>All its segments up to the picture's end, so that the number of scans is known.</summary>
    public static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        var (size, scans, at) = ((PictureHeader?)null, 0, NextMarker(file, 2));
        while (at < file.Length && file[at] != EndOfImage)
        {
            if (DataOf(file, at) is not { IsEmpty: false } data || (scans += file[at] == StartOfScan ? 1 : 0) > MostScans)
            {
                return PictureHeader.Broken;
            }

            if (IsFrame(file[at]))
            {
                if (size is not null || data.Length < 5)
                {
                    return PictureHeader.Broken;
                }

                size = Size(data);
            }

            at = NextMarker(file, at + 3 + data.Length);
        }

        return scans == 0 ? PictureHeader.Broken : size ?? PictureHeader.Broken;
    }

    /// <summary>Behind a marker that says what is there: neither filling, nor a byte of what was compressed.</summary>
    /// <returns>Where its code is; the file's length: there is none any more.</returns>
    private static int NextMarker(ReadOnlySpan<byte> file, int from)
    {
        for (var at = from; at < file.Length - 1; at++)
        {
            if (file[at] == Mark && file[at + 1] is not (0 or Mark or (>= 0xD0 and <= 0xD7)))
            {
                return at + 1;
            }
        }

        return file.Length;
    }

    /// <summary>Empty: it does not fit into the file.</summary>
    private static ReadOnlySpan<byte> DataOf(ReadOnlySpan<byte> file, int marker)
    {
        var rest = file[(marker + 1)..];
        var length = rest.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest);
        return length > 2 && length <= rest.Length ? rest[2..length] : [];
    }

    /// <summary>Start of frame, of any of the ways to compress: not a table, an extension or an arithmetic condition.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static PictureHeader Size(ReadOnlySpan<byte> data) => new(
        null, BinaryPrimitives.ReadUInt16BigEndian(data[3..]), BinaryPrimitives.ReadUInt16BigEndian(data[1..]));
}
