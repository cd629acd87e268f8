using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Operators.ManagingOperators;

/// <summary>
/// Writes down when operators' tokens were last used: at most once a minute for each, and nobody waits for it. Nothing
/// is decided by it, so that other nodes need not hear of it.
/// </summary>
public sealed partial class OperatorUses(LedgerWriter writer, ILogger<OperatorUses> logger)
{
    public static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    /// <summary>By the hash of a token that exists: there are never many.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> written = new();

    public void Note(OperatorRow person, DateTimeOffset now)
    {
        if (IsDue(person.TokenHash, now))
        {
            _ = WriteAsync(person.TokenHash, now);
        }
    }

    private bool IsDue(string hash, DateTimeOffset now)
    {
        var last = written.GetOrAdd(hash, DateTimeOffset.MinValue);
        return now - last >= Between && written.TryUpdate(hash, now, last);
    }

    /// <summary>By hash: what a replaced token did a moment ago is no use of the new one.</summary>
    private async Task WriteAsync(string hash, DateTimeOffset now)
    {
        try
        {
            await writer.RunAsync(db => db.Operators
                .Where(person => person.TokenHash == hash
                    && (person.LastUsedAt == null || person.LastUsedAt < now))
                .ExecuteUpdate(set => set.SetProperty(person => person.LastUsedAt, now)));
        }
        catch (Exception exception)
        {
            // Nobody waits for this, and the next use a minute later tries again.
            NotWritten(logger, exception);
        }
    }

    [LoggerMessage(EventId = 1011, Level = LogLevel.Warning,
        Message = "The last use of an operator's token could not be written.")]
    private static partial void NotWritten(ILogger logger, Exception exception);
}
