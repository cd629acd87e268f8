namespace Rewards.Api.Tests.Ledger.Differential.Model;

/// <summary>One line of a member's history. Named as the database's column names are.</summary>
internal sealed record Entry(string Kind, string FromAccount, string ToAccount, IReadOnlyList<Slice> Moved)
{
    public long Seq { get; init; }

    public long AvailableAfter { get; init; }

    public string? Reference { get; init; }

    public DateOnly BusinessDate { get; init; }

    public DateTimeOffset At { get; init; }

    public string Actor { get; init; } = "member";

    public string? Note { get; init; }

    public long Points => Moved.Sum(slice => slice.Points);
}
