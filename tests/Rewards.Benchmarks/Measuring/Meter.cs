using Rewards.Benchmarks.Asking;
using Rewards.Benchmarks.Engines;
using Rewards.Benchmarks.Loading;
using Rewards.Benchmarks.Reporting;
using Rewards.Benchmarks.Running;

namespace Rewards.Benchmarks.Measuring;

/// <summary>Puts loads on a server and reads what they cost.</summary>
internal sealed class Meter(Server server, Engine engine)
{
    private const int LeastToWarmUp = 16;

    public TimeSpan WarmsUpFor { get; init; } = TimeSpan.FromSeconds(5);

    public async Task<Measurement> MeasureAsync(
        Scenario scenario, Town town, (int Connections, TimeSpan Lasts, double? Rate) how)
    {
        var load = new Load(
            server.Address, how.Connections, how.Lasts, connection => scenario.CreateScript(town, connection))
        {
            RequestsPerSecond = how.Rate,
        };
        if (scenario.WarmsUp && WarmsUpFor > TimeSpan.Zero)
        {
            // A lone connection would not get the code compiled.
            await (load with { Lasts = WarmsUpFor, Connections = Math.Max(LeastToWarmUp, how.Connections) }).RunAsync();
        }

        var (cpu, size) = (server.Usage.Cpu, engine.SizeInBytes());
        server.Usage.ForgetPeak();
        var result = await load.RunAsync();
        if (result.Unexpected > 0)
        {
            Progress.Say($"{result.Unexpected:N0} unexpected answers. The service's last lines:\n{server.LastLines}");
        }

        return Measurement.Of(scenario.Name, load, result) with
        {
            CpuMicroseconds = (server.Usage.Cpu - cpu).TotalMicroseconds / Math.Max(1, result.Requests),
            PeakMebibytes = server.Usage.PeakMebibytes,
            BytesPerRedemption = scenario.CallsEach == 0
                ? null
                : (double)(engine.SizeInBytes() - size) / Math.Max(1, result.Expected / scenario.CallsEach),
        };
    }
}
