namespace Rewards.Domain.Ledger;

/// <summary>Names a lot: points of one source that share their last valid day.</summary>
/// <param name="Source">
/// Where the points came from, <c>signup</c> or <c>grace:signup</c> for example. Persisted: never renamed.
/// </param>
/// <param name="ExpiresOn">The last business date on which the points can be spent (inclusive).</param>
/// <remarks>Sorted in the order in which points are spent: soonest to expire first, then by source name.</remarks>
public readonly record struct LotKey(string Source, DateOnly ExpiresOn) : IComparable<LotKey>
{
    private const string GracePrefix = "grace:";

    /// <summary>A grace lot holds points that came back late. It never gets grace a second time.</summary>
    public bool IsGrace => Source.StartsWith(GracePrefix, StringComparison.Ordinal);

    public static bool operator <(LotKey left, LotKey right) => left.CompareTo(right) < 0;

    public static bool operator >(LotKey left, LotKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(LotKey left, LotKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LotKey left, LotKey right) => left.CompareTo(right) >= 0;

    public LotKey WithGrace(DateOnly expiresOn) => new(GracePrefix + Source, expiresOn);

    public int CompareTo(LotKey other)
    {
        var byDay = ExpiresOn.CompareTo(other.ExpiresOn);
        return byDay != 0 ? byDay : string.CompareOrdinal(Source, other.Source);
    }

    /// <summary>
    /// The persisted form: <c>signup/2027-11-30</c>. The format "o" is the same in every culture; with "yyyy-MM-dd" a
    /// host in Thailand would write the year 2570.
    /// </summary>
    public override string ToString() => $"{Source}/{ExpiresOn:o}";

    /// <exception cref="LedgerException">The text is not a lot's name: a damaged row.</exception>
    public static LotKey Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        return slash > 0 && DateOnly.TryParseExact(text.AsSpan(slash + 1), "o", out var expiresOn)
            ? new LotKey(text[..slash], expiresOn)
            : throw new LedgerException($"'{text}' does not name a lot.");
    }
}
