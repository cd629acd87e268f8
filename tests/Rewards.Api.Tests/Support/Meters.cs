using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Rewards.Api.Platform.Measuring;

namespace Rewards.Api.Tests.Support;

/// <summary>Hears what one service measures, and nothing of its neighbours in this process.</summary>
public static class Meters
{
    /// <summary>For a writer without a service.</summary>
    public static LedgerMetrics Unheard() =>
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    public static MetricCollector<T> Hear<T>(this RewardsApp app, string instrument)
        where T : struct => new(app.Services.GetRequiredService<IMeterFactory>(), LedgerMetrics.MeterName, instrument);

    /// <summary>Each measurement as <c>value label=value</c>.</summary>
    public static IReadOnlyList<string> Lines<T>(this MetricCollector<T> collector)
        where T : struct => [.. collector.GetMeasurementSnapshot().Select(measurement => string.Join(' ', [
            $"{measurement.Value}",
            .. measurement.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)
                .Select(tag => $"{tag.Key["rewards.".Length..]}={tag.Value}")]))];
}
