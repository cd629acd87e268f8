using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Culture.Picturing;

/// <summary>Files of pictures, which never change, as far as this process has been asked for them lately.</summary>
internal sealed class PictureFiles
{
    private const long MostBytes = 32 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, byte[]> known = [];
    private long bytesKnown;

    /// <summary>Null: there is none, or none any more.</summary>
    public async ValueTask<byte[]?> FindAsync(RewardsDb db, string name, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(name, out var bytes))
        {
            return bytes;
        }

        bytes = await db.PictureFiles.Where(file => file.Key == name)
            .Select(file => file.Bytes)
            .FirstOrDefaultAsync(cancellationToken);
        if (bytes is not null)
        {
            Keep(name, bytes);
        }

        return bytes;
    }

    /// <summary>All at once goes what is too much: what is in use is read again.</summary>
    private void Keep(string name, byte[] bytes)
    {
        if (Interlocked.Add(ref bytesKnown, bytes.Length) > MostBytes)
        {
            known.Clear();
            Interlocked.Exchange(ref bytesKnown, bytes.Length);
        }

        known[name] = bytes;
    }
}
