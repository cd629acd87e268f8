using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Rewards.Api.Platform.Measuring;

internal static class MeasuringServices
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Name = "OTEL_SERVICE_NAME";

    /// <summary>Exports when OpenTelemetry's own variables say where to; without them nothing is collected.</summary>
    public static void AddMeasuring(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<LedgerMetrics>();
        services.AddSingleton<AccessMetrics>();
        if (string.IsNullOrEmpty(configuration[Endpoint]))
        {
            return;
        }

        var version = typeof(MeasuringServices).Assembly.GetName().Version?.ToString(3);
        services.AddOpenTelemetry()
            .ConfigureResource(
                resource => resource.AddService(configuration[Name] ?? "rewards", serviceVersion: version))
            .WithMetrics(metrics => metrics
                .AddMeter(LedgerMetrics.MeterName, "System.Runtime")
                .AddAspNetCoreInstrumentation()
                .AddOtlpExporter());
    }
}
