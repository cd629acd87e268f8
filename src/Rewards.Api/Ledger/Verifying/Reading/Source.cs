namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>A row that a finding can point at.</summary>
internal interface IStored
{
    string MemberId { get; }

    /// <summary>As an operator would look it up.</summary>
    string Row { get; }
}

/// <summary>How one member-owned table is read.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Invariant">The one that can't be shown for a row that can't be read.</param>
/// <param name="Columns">The first two say which row it is.</param>
/// <param name="Read">Takes the current row; throws <see cref="DamagedRowException"/>.</param>
internal sealed record Source<T>(string Table, string Invariant, string Columns, Func<Row, T> Read)
{
    public string OrderBy { get; init; } = "member_id";

    public string SelectIn(MemberRange range) =>
        $"SELECT {Columns} FROM {Table} WHERE {range.Condition} ORDER BY {OrderBy}";
}
