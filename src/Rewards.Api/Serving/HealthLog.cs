namespace Rewards.Api.Serving;

/// <summary>Says once when something gets unwell, and once when all is well again; not with every question.</summary>
internal sealed partial class HealthLog(ILogger<HealthLog> logger)
{
    private string told = "";

    public void Note(IReadOnlyList<string> unwell)
    {
        var now = string.Join(", ", unwell);
        if (Interlocked.Exchange(ref told, now) == now)
        {
            return;
        }

        if (now.Length == 0)
        {
            WellAgain(logger);
        }
        else
        {
            Unwell(logger, now);
        }
    }

    [LoggerMessage(EventId = 1060, Level = LogLevel.Error, Message = "Not well: {Parts}.")]
    private static partial void Unwell(ILogger logger, string parts);

    [LoggerMessage(EventId = 1061, Level = LogLevel.Information, Message = "All is well again.")]
    private static partial void WellAgain(ILogger logger);
}
