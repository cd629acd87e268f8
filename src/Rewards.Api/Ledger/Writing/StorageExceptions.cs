using Microsoft.EntityFrameworkCore;

namespace Rewards.Api.Ledger.Writing;

/// <summary>The connection was lost at COMMIT: the database may have done it or not.</summary>
public sealed class CommitUnknownException : Exception
{
    public CommitUnknownException()
    {
    }

    public CommitUnknownException(string message)
        : base(message)
    {
    }

    public CommitUnknownException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public CommitUnknownException(Exception innerException)
        : base("The connection was lost at COMMIT.", innerException)
    {
    }
}

/// <summary>
/// A counter was moved by another writer so far that what was decided does not fit any more: a clash, to be decided
/// anew.
/// </summary>
public sealed class CounterRefusedException : DbUpdateConcurrencyException
{
    public CounterRefusedException()
    {
    }

    public CounterRefusedException(string message)
        : base(message)
    {
    }

    public CounterRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>
/// A command looks for a row that it could not name, since what leads there was written by a neighbour of its own
/// group. It is decided anew after the commit.
/// </summary>
public sealed class NotReadException : Exception
{
    public NotReadException()
    {
    }

    public NotReadException(string message)
        : base(message)
    {
    }

    public NotReadException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
