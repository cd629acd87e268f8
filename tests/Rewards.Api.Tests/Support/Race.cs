namespace Rewards.Api.Tests.Support;

/// <summary>What may happen once only, asked for by many at once.</summary>
public static class Race
{
    public const int Runners = 50;

    public static Task<Answer[]> RunAsync(Func<Task<Answer>> run) => RunAsync(_ => run());

    /// <param name="run">By the runner's number.</param>
    public static Task<Answer[]> RunAsync(Func<int, Task<Answer>> run) =>
        Task.WhenAll(Enumerable.Range(0, Runners).Select(number => Task.Run(() => run(number))));
}
