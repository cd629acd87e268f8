using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Rewards.Api.Http;
using Rewards.Api.Scheduling;
using Rewards.Api.Store;
using Rewards.Api.Writing;

namespace Rewards.Api.Serving;

/// <summary>Alive: the process answers. Ready: it can read and write points.</summary>
internal static class Health
{
    public const string ReadyPath = "/health/ready";

    private const string LivePath = "/health/live";

    public static void AddHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<WriterHealth>("ledger_writer").AddCheck<DatabaseHealth>("database")
            .AddCheck<ClockHealth>("clock");

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks(LivePath, new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync })
            .AllowAnonymous();
        routes.MapHealthChecks(ReadyPath, new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    /// <summary>Names what is not well, and nothing more: the answer is public.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        var unwell = report.Entries.Where(check => check.Value.Status != HealthStatus.Healthy)
            .Select(check => check.Key);
        return context.Response.Body.WriteAsync(ApiJson.Bytes(new
        {
            Status = report.Status switch
            {
                HealthStatus.Healthy => "ok",
                HealthStatus.Degraded => "degraded",
                HealthStatus.Unhealthy => "unavailable",
            },
            Unwell = unwell.ToArray(),
        })).AsTask();
    }

    private sealed class WriterHealth(LedgerWriter writer, IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(writer.IsRunning && writer.CanWrite()
                && !lifetime.ApplicationStopping.IsCancellationRequested
                    ? HealthCheckResult.Healthy()
                    : HealthCheckResult.Unhealthy());
    }

    /// <summary>A node whose clock is wrong still answers; it runs no jobs.</summary>
    private sealed class ClockHealth(ClockWatch clock) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(clock.IsRight ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded());
    }

    private sealed class DatabaseHealth(Database database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = database.OpenForReading();
            return await db.Database.CanConnectAsync(cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy();
        }
    }
}
