using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Paying;
using Rewards.Api.Platform.Reference;
using Rewards.Domain;

namespace Rewards.Api.Culture.Paying;

/// <summary>
/// Compares what the provider took and gave back since the beginning of yesterday with the service's own rows. What was
/// not heard of is settled; a run that finds a difference fails, and its report says which.
/// </summary>
internal sealed partial class ReconcilePaymentsJob(
    IServiceProvider services, OnlinePayments payments, ReferenceData reference, Clock clock, ILogger<ReconcilePaymentsJob> logger)
    : Job
{
    private const int SavesEvery = 100;

    public override string Name => "reconcile-payments";

    public override string Summary =>
        "Compares the payments and refunds of yesterday and today at the payment provider with the service's own.";

    public override string Schedule => "0 30 4 * * ?";

    /// <exception cref="LedgerException">Something differs.</exception>
    /// <exception cref="PaymentProviderException">The provider does not answer.</exception>
    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        if (!payments.HaveAccount)
        {
            return;
        }

        // For each run a new one: the way to the provider is not kept for ever.
        var books = services.GetRequiredService<PaymentBooks>();
        await foreach (var line in books.CompareAsync(Period(), cancellationToken))
        {
            run.Count(done: 1, line.IsSettled ? 1 : 0);
            if (line.Difference is { } difference)
            {
                Differs(logger, line.Id, difference);
                run.Park(line.Id, difference);
            }

            if (run.Done % SavesEvery == 0)
            {
                await run.SaveProgressAsync();
            }
        }

        if (run.Parked > 0)
        {
            throw new LedgerException($"{run.Parked} differences: see the report.");
        }
    }

    /// <summary>The provider counts in whole seconds, by its own clock: what is of this moment is part of it.</summary>
    private (DateTimeOffset From, DateTimeOffset Until) Period()
    {
        var (now, calendar) = (clock.GetUtcNow(), reference.Programme.Calendar);
        return (calendar.StartOf(calendar.DateOf(now).AddDays(-1)), now.AddMinutes(1));
    }

    [LoggerMessage(EventId = 1084, Level = LogLevel.Critical, Message = "The books of the payment provider and ours differ: {What}: {Difference}")]
    private static partial void Differs(ILogger logger, string what, string difference);
}
