using Rewards.Domain;

namespace Rewards.Api.Ledger.Writing;

/// <summary>
/// A column that holds what it can't hold (SQLite lets it) is damage to that row, not trouble with storage.
/// </summary>
internal static class DamagedRows
{
    /// <exception cref="LedgerException">A row is damaged.</exception>
    public static void Name(Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception)
            when (exception is FormatException or InvalidCastException or OverflowException or KeyNotFoundException)
        {
            throw new LedgerException("A row holds a value that can't be read.", exception);
        }
    }
}
