using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Serving;

/// <summary>Alive: the process answers. Ready: it can read and write points.</summary>
internal static class Health
{
    public const string ReadyPath = "/health/ready";

    private const string LivePath = "/health/live";

    /// <summary>The framework's checks would answer any verb.</summary>
    private static readonly HttpMethodMetadata Questions = new([HttpMethods.Get, HttpMethods.Head]);

    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<HealthLog>();
        services.AddHealthChecks().AddCheck<WriterHealth>("ledger_writer").AddCheck<DatabaseHealth>("database")
            .AddCheck<ClockHealth>("clock");
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks(LivePath, new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync })
            .WithMetadata(Questions)
            .AllowAnonymous();
        routes.MapHealthChecks(ReadyPath, new HealthCheckOptions { ResponseWriter = WriteReadyAsync })
            .WithMetadata(Questions)
            .AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        WriteAsync(context, new { Status = StatusOf(report) });

    /// <summary>Anybody may ask whether the service is ready; what is not well, operators learn, and the log.</summary>
    private static async Task WriteReadyAsync(HttpContext context, HealthReport report)
    {
        string[] unwell = [.. report.Entries.Where(check => check.Value.Status != HealthStatus.Healthy)
            .Select(check => check.Key)];
        context.RequestServices.GetRequiredService<HealthLog>().Note(unwell);
        if (await IsOperatorAsync(context))
        {
            await WriteAsync(context, new { Status = StatusOf(report), Unwell = unwell });
            return;
        }

        await WriteAsync(context, report);
    }

    private static Task WriteAsync<T>(HttpContext context, T answer)
    {
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(ApiJson.Bytes(answer)).AsTask();
    }

    private static string StatusOf(HealthReport report) => report.Status switch
    {
        HealthStatus.Healthy => "ok",
        HealthStatus.Degraded => "degraded",
        HealthStatus.Unhealthy => "unavailable",
    };

    /// <summary>While the database is away only those are known whom this process has met.</summary>
    private static async Task<bool> IsOperatorAsync(HttpContext context)
    {
        try
        {
            return context.Request.Headers.Authorization.Count > 0
                && (await context.AuthenticateAsync(Audience.Operator)).Succeeded;
        }
        catch (Exception exception) when (RewardsDb.DatabaseErrorIn(exception) is not null)
        {
            return false;
        }
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
