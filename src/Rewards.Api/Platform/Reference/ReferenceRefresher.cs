namespace Rewards.Api.Platform.Reference;

/// <summary>
/// Looks once a second whether another process changed reference data: a key revoked there is dead here.
/// </summary>
internal sealed partial class ReferenceRefresher(ReferenceData reference, ILogger<ReferenceRefresher> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Refresh();
            await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Refresh()
    {
        try
        {
            reference.Refresh();
        }
        catch (Exception exception)
        {
            // The database is away for a moment, whatever the driver calls it: what is known goes on being served, and
            // the next second tries again. Nothing thrown here may end the host.
            NotRefreshed(logger, exception);
        }
    }

    [LoggerMessage(EventId = 1010, Level = LogLevel.Warning,
        Message = "Reference data could not be read; the last known is used.")]
    private static partial void NotRefreshed(ILogger logger, Exception exception);
}
