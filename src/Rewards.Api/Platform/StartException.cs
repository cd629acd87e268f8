namespace Rewards.Api.Platform;

/// <summary>A reason not to start, for the person at the terminal: one line that names what to change.</summary>
public sealed class StartException : Exception
{
    public StartException()
    {
    }

    public StartException(string message)
        : base(message)
    {
    }

    public StartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
