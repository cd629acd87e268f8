using System.Globalization;

namespace Rewards.Benchmarks.Measuring;

/// <summary>What the kernel knows about a process.</summary>
internal readonly struct ProcessUsage(int processId)
{
    /// <summary>USER_HZ, the unit of /proc/PID/stat: 100 on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>User and system time since the start.</summary>
    public TimeSpan Cpu
    {
        get
        {
            // The name in brackets may hold spaces; what follows it is numbered from the state, field 3 of proc(5).
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromSeconds((Whole(fields[11]) + Whole(fields[12])) / TicksPerSecond);
        }
    }

    /// <summary>Resident memory in MiB, at its highest since <see cref="ForgetPeak"/>.</summary>
    public double PeakMebibytes => Whole(Status("VmHWM")) / 1024.0;

    public void ForgetPeak() => File.WriteAllText($"/proc/{processId}/clear_refs", "5");

    private string Status(string name)
    {
        var line = File.ReadLines($"/proc/{processId}/status")
            .First(line => line.StartsWith(name, StringComparison.Ordinal));
        return line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1];
    }

    private static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
