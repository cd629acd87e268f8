namespace Rewards.Domain.Tests.Histories;

/// <summary>Where the points of one lot are, written down from entries alone.</summary>
internal sealed class LotBook
{
    private static readonly HashSet<string> Places = ["available", "held", "spent", "breakage", "withdrawn"];

    private readonly Dictionary<string, long> columns = [];

    /// <summary>Granted, or moved in from another lot.</summary>
    public long Received { get; private set; }

    /// <summary>Gone to another lot under the grace rule.</summary>
    public long MovedOut { get; private set; }

    public long Available => this["available"];

    private long this[string column] => columns.GetValueOrDefault(column);

    public void Receive(long points) => Received += points;

    public void MoveOut(long points) => MovedOut += points;

    public void Change(string account, long points)
    {
        var column = account.StartsWith("merchant:", StringComparison.Ordinal) ? "spent" : account;
        columns[column] = this[column] + points;
    }

    /// <summary>What was received is somewhere, and nowhere is less than nothing.</summary>
    public void Check()
    {
        Assert.All(columns.Values, points => Assert.True(points >= 0));
        Assert.Subset(Places, columns.Keys.ToHashSet());
        Assert.Equal(Received, columns.Values.Sum() + MovedOut);
    }
}
