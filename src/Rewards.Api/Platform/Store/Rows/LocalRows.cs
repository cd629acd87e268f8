using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>What an operator or the command line did. The database itself refuses to change or delete it.</summary>
public sealed class AuditRow : ILocalRow
{
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary><c>operator:opr_…</c> or <c>command_line</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>Noun and verb in the past: <c>merchant_key.issued</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The id of what was acted on.</summary>
    public required string Target { get; init; }

    /// <summary>JSON: what changed, without secrets.</summary>
    public required string Detail { get; init; }

    public string? RequestId { get; private set; }

    /// <summary>Names the request during which it happened; null: during none.</summary>
    public AuditRow During(string? requestId)
    {
        RequestId = requestId;
        return this;
    }

    internal sealed class Configuration : IEntityTypeConfiguration<AuditRow>
    {
        public void Configure(EntityTypeBuilder<AuditRow> row)
        {
            row.ToTable("audit").HasKey(record => record.Id);

            // Ids sort by time: each filter reads its own records, newest first, and a day is a stretch of ids.
            row.HasIndex(record => new { record.Actor, record.Id });
            row.HasIndex(record => new { record.Action, record.Id });
            row.HasIndex(record => new { record.Target, record.Id });
        }
    }
}

/// <summary>Persisted by its snake_case name: never renamed.</summary>
public enum JobRunStatus
{
    Running = 1,
    Succeeded = 2,
    Failed = 3,
}

/// <summary>One run of a job: who does it, how far it is, how it ended. Decides that a due run happens once.</summary>
public sealed class JobRunRow : ILocalRow
{
    public required string Id { get; init; }

    public required string Job { get; init; }

    /// <summary>The instant for which the run was due; a run by hand is due when it was asked for.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public required JobRunStatus Status { get; set; }

    /// <summary>Who does it: a process, not a machine.</summary>
    public required string Node { get; set; }

    /// <summary>When the node must have been heard of again; a running run past it is taken over.</summary>
    public required DateTimeOffset LeaseUntil { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Things looked at so far.</summary>
    public long Done { get; set; }

    /// <summary>Things to look at in all, as known when the run began; null when it can't be known.</summary>
    public long? Total { get; set; }

    /// <summary>Things changed.</summary>
    public long Changed { get; set; }

    /// <summary>JSON: what the run found, or what it had to set aside and why.</summary>
    public string? Report { get; set; }

    public string? Error { get; set; }

    /// <summary>How often a dead node's run was taken over.</summary>
    public int Takeovers { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<JobRunRow>
    {
        public void Configure(EntityTypeBuilder<JobRunRow> row)
        {
            row.ToTable("job_run").HasKey(run => run.Id);
            row.HasIndex(run => new { run.Job, run.DueAt }).IsUnique();

            // Of two nodes that take a dead one's run over, one finds that the other was faster.
            row.Property(run => run.Takeovers).IsConcurrencyToken();

            // At most one run of a job at a time, over all nodes.
            row.HasIndex(run => run.Job).IsUnique().HasFilter("status = 'running'")
                .HasDatabaseName("ux_job_run_running");
        }
    }
}
