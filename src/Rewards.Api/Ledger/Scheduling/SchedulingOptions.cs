namespace Rewards.Api.Ledger.Scheduling;

/// <summary>Scheduled jobs. Configuration section <c>Jobs</c>.</summary>
public sealed class SchedulingOptions
{
    public const string Section = "Jobs";

    /// <summary>False: this node runs no job by itself; operators can still start one.</summary>
    public bool Enabled { get; set; } = true;
}
