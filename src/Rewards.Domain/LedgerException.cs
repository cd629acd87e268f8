namespace Rewards.Domain;

/// <summary>
/// The ledger would become wrong: a bug of ours or a damaged row, never the caller's fault. Nothing is written.
/// </summary>
public sealed class LedgerException : Exception
{
    public LedgerException()
    {
    }

    public LedgerException(string message)
        : base(message)
    {
    }

    public LedgerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
