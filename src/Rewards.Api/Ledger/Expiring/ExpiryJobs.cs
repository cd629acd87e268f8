using Rewards.Api.Ledger.Scheduling;

namespace Rewards.Api.Ledger.Expiring;

/// <summary>Books lots whose last day is past. Time has made them unspendable at midnight already.</summary>
public sealed class ExpireLotsJob(SweepOverdue sweep) : Job
{
    public override string Name => "expire-lots";

    public override string Summary => "Books points whose last valid day is past.";

    public override string Schedule => "0 10 0 * * ?";

    public override Task RunAsync(JobRun run, CancellationToken cancellationToken) =>
        sweep.RunAsync(accounts => accounts, run, cancellationToken);
}

/// <summary>Books holds that are over. Time has given their points back already.</summary>
public sealed class ExpireHoldsJob(SweepOverdue sweep) : Job
{
    public override string Name => "expire-holds";

    public override string Summary => "Books holds whose time is over.";

    public override string Schedule => "0 * * * * ?";

    public override Task RunAsync(JobRun run, CancellationToken cancellationToken) =>
        sweep.RunAsync(accounts => accounts.Where(account => account.Held > 0), run, cancellationToken);
}
