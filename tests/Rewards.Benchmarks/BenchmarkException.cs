namespace Rewards.Benchmarks;

/// <summary>A reason why there can be no result, which the person at the terminal can change.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
