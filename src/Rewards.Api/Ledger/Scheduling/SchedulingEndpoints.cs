using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.Scheduling;

/// <param name="Done" example="1200">Things looked at so far.</param>
/// <param name="Total" example="5000">Things to look at in all; null where it can't be known.</param>
/// <param name="Changed" example="1200">Things changed so far.</param>
/// <param name="Percent" example="24">Of the total; null where it can't be known.</param>
public sealed record ProgressResponse(long Done, long? Total, long Changed, int? Percent);

/// <summary>One run of a job.</summary>
/// <param name="Id" example="run_01m6a6ft00e5q8d2vk5m3t7b9c">The run's id.</param>
/// <param name="Job" example="expire-lots">Which job.</param>
/// <param name="Status" example="succeeded">How it stands.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="DueAt">The instant for which it was due (UTC); for a run by hand, when it was asked for.</param>
/// <param name="StartedAt">When it began (UTC).</param>
/// <param name="FinishedAt">When it ended (UTC); null while it runs.</param>
/// <param name="DurationMilliseconds" example="350">How long it took, or has taken so far.</param>
/// <param name="Takeovers" example="0">How often it was taken over because the node that did it had died.</param>
/// <param name="Report">What it found or had to set aside; null where there is nothing to say.</param>
/// <param name="Error">Why it failed; null otherwise.</param>
public sealed record JobRunResponse(
    string Id,
    string Job,
    JobRunStatus Status,
    ProgressResponse Progress,
    DateTimeOffset DueAt,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    long DurationMilliseconds,
    int Takeovers,
    JsonElement? Report,
    string? Error)
{
    internal static JobRunResponse From(JobRunRow row, DateTimeOffset now) => new(
        row.Id,
        row.Job,
        row.Status,
        new ProgressResponse(row.Done, row.Total, row.Changed, PercentOf(row)),
        row.DueAt,
        row.StartedAt,
        row.FinishedAt,
        (long)((row.FinishedAt ?? now) - row.StartedAt).TotalMilliseconds,
        row.Takeovers,
        row.Report is null ? null : JsonElement.Parse(row.Report),
        row.Error);

    private static int? PercentOf(JobRunRow row) =>
        row.Status == JobRunStatus.Succeeded ? 100
        : row.Total is > 0 ? (int)Math.Min(100, row.Done * 100 / row.Total.Value)
        : null;
}

/// <param name="Name" example="expire-lots">The job's name.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Schedule" example="0 10 0 * * ?">Quartz cron, in the programme's time zone.</param>
/// <param name="NextDueAt">When it is due next (UTC).</param>
/// <param name="LastRun">The newest run; null before the first.</param>
public sealed record JobResponse(
    string Name, string Summary, string Schedule, DateTimeOffset? NextDueAt, JobRunResponse? LastRun);

/// <param name="Data">All jobs, by name.</param>
public sealed record JobsResponse(IReadOnlyList<JobResponse> Data);

internal static class SchedulingEndpoints
{
    public static void MapScheduling(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapOperatorGroup("/v1/operator/jobs", "Jobs");
        jobs.MapGet("/", ListAsync)
            .WithName("listJobs")
            .WithSummary("List scheduled jobs, when they are due and how they last went")
            .WithDescription(
                "Points are right without them: time decides what is spendable, jobs only book it.");
        jobs.MapPost("/{name}/runs", RunAsync)
            .WithName("runJob")
            .WithSummary("Start a job now")
            .WithDescription(
                "Answers at once with the run, or with the one that is under way already; read it again for its "
                + "progress.")
            .RequireRole(Policies.OperatorActs)
            .ProducesProblems("not_found");
        jobs.MapGet("/{name}/runs", HistoryAsync)
            .WithName("listJobRuns")
            .WithSummary("List a job's runs, newest first")
            .WithDescription(
                "On whichever node they ran. A run that a dead node left is taken over, and says how often.")
            .ProducesProblems("not_found", "validation_failed", "cursor_invalid");
        jobs.MapGet("/runs/{id}", GetRunAsync)
            .WithName("getJobRun")
            .WithSummary("Read how a run stands")
            .WithDescription("Its progress while it runs, its report or its error afterwards.")
            .ProducesProblems("not_found");
    }

    /// <summary>Starts a job for an operator, with an audit record.</summary>
    public static async Task<Results<Accepted<JobRunResponse>, ProblemResult>> StartAsync(
        string name, HttpContext context, JobRunner runner, LedgerWriter writer, Clock clock)
    {
        if (runner.Find(name) is not { } job)
        {
            return new ProblemResult(Problem.NotFound);
        }

        var run = await runner.StartAsync(job);
        await writer.RunAsync(db => db.Add(
            AuditRecord.By(context.User.Actor(), clock.GetUtcNow(), "job.started", run.Id, new { job = name })
                .During(context.TraceIdentifier)));
        return TypedResults.Accepted($"/v1/operator/jobs/runs/{run.Id}", JobRunResponse.From(run, clock.GetUtcNow()));
    }

    private static async Task<Ok<JobsResponse>> ListAsync(
        JobRunner runner, ReferenceData reference, Clock clock, RewardsDb db, CancellationToken cancellationToken)
    {
        var (now, zone) = (clock.GetUtcNow(), reference.Programme.Calendar.Zone);
        var shown = new List<JobResponse>();
        foreach (var job in runner.Jobs)
        {
            var last = await db.JobRuns.Where(run => run.Job == job.Name)
                .OrderByDescending(run => run.Id)
                .FirstOrDefaultAsync(cancellationToken);
            shown.Add(new JobResponse(
                job.Name,
                job.Summary,
                job.Schedule,
                job.NextDue(now, zone),
                last is null ? null : JobRunResponse.From(last, now)));
        }

        return TypedResults.Ok(new JobsResponse(shown));
    }

    /// <param name="name" example="expire-lots">The job's name.</param>
    private static Task<Results<Accepted<JobRunResponse>, ProblemResult>> RunAsync(
        string name, HttpContext context, JobRunner runner, LedgerWriter writer, Clock clock) =>
        StartAsync(name, context, runner, writer, clock);

    /// <param name="name" example="expire-lots">The job's name.</param>
    private static async Task<Results<Ok<Page<JobRunResponse>>, ProblemResult>> HistoryAsync(
        string name, PageRequest page, JobRunner runner, Clock clock, RewardsDb db, CancellationToken cancellationToken)
    {
        if (runner.Find(name) is null)
        {
            return new ProblemResult(Problem.NotFound);
        }

        var rows = await page.NewestFirst(db.JobRuns.Where(run => run.Job == name), run => run.Id)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(page.Of(rows, row => JobRunResponse.From(row, clock.GetUtcNow()), row => row.Id));
    }

    /// <param name="id">The run's id.</param>
    private static async Task<Results<Ok<JobRunResponse>, ProblemResult>> GetRunAsync(
        string id, Clock clock, RewardsDb db, CancellationToken cancellationToken)
    {
        var row = await db.JobRuns.FirstOrDefaultAsync(run => run.Id == id, cancellationToken);
        return row is null
            ? new ProblemResult(Problem.NotFound)
            : TypedResults.Ok(JobRunResponse.From(row, clock.GetUtcNow()));
    }
}
