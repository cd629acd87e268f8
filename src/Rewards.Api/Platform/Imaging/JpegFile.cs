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
        var (seen, at) = (default(Seen), NextMarker(file, 2));
        while (at < file.Length && file[at] != EndOfImage)
        {
            var data = DataOf(file, at);
            if (data.IsEmpty || !seen.TryAdd(file[at], data))
            {
                return PictureHeader.Broken;
            }

            at = NextMarker(file, at + 3 + data.Length);
        }

        return seen.Header;
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

    /// <summary>What its segments have said so far.</summary>
    private struct Seen
    {
        private PictureHeader? size;
        private int scans;

        public readonly PictureHeader Header => scans > 0 && size is { } header ? header : PictureHeader.Broken;

        /// <returns>Whether a picture may have it, after all that was there before.</returns>
        public bool TryAdd(byte marker, ReadOnlySpan<byte> data) => marker == StartOfScan
            ? ++scans <= MostScans
            : !IsFrame(marker) || TrySize(data);

        private bool TrySize(ReadOnlySpan<byte> data)
        {
            if (size is not null || data.Length < 5)
            {
                return false;
            }

            size = new PictureHeader(
                null, BinaryPrimitives.ReadUInt16BigEndian(data[3..]), BinaryPrimitives.ReadUInt16BigEndian(data[1..]));
            return true;
        }

        /// <summary>Start of frame, of any of the ways to compress: not a table, an extension or a condition.</summary>
        private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
    }
}
