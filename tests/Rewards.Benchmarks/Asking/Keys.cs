namespace Rewards.Benchmarks.Asking;

/// <summary>Idempotency keys and order numbers that no other script, and no other run, uses.</summary>
internal sealed class Keys(int connection)
{
    private readonly string prefix = $"{Guid.NewGuid():N}"[..12] + $"-{connection:d4}-";
    private long last;

    public string Next() => $"{prefix}{++last:d10}";
}
