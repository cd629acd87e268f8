namespace Rewards.Api.Platform.Store;

/// <summary>
/// The service can't write now; nothing was applied, or the idempotency key will tell. Answered with 503.
/// </summary>
public sealed class UnavailableException : Exception
{
    public UnavailableException()
    {
    }

    public UnavailableException(string message)
        : base(message)
    {
    }

    public UnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The problem's code: <c>overloaded</c> or <c>storage_unavailable</c>.</summary>
    public string Code { get; init; } = "storage_unavailable";

    public static UnavailableException Overloaded() =>
        new("More requests are waiting than can be answered in time.") { Code = "overloaded" };
}
