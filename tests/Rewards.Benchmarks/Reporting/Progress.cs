namespace Rewards.Benchmarks.Reporting;

/// <summary>
/// Tells the person who waits what takes the time. On standard error: results are on standard output.
/// </summary>
internal static class Progress
{
    public static void Say(string what) => Console.Error.WriteLine($"{DateTime.Now:HH:mm:ss} {what}");
}
