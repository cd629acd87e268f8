namespace Rewards.Domain.Ledger;

/// <summary>What a hold took from a counter that many members share, a budget for example.</summary>
/// <param name="Counter">Which kind of counter.</param>
/// <param name="Key">Which one.</param>
/// <param name="Amount">How much, in the counter's own unit; positive.</param>
public sealed record CounterShare(string Counter, string Key, long Amount);
