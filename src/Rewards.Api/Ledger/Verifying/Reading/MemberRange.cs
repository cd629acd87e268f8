namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>
/// Members between two ids, in the database's own order. Small enough that all their rows fit into memory.
/// </summary>
/// <param name="After">Exclusive; null: from the first.</param>
/// <param name="UpTo">Inclusive; null: to the last.</param>
internal sealed record MemberRange(string? After, string? UpTo)
{
    private const int MostMembers = 200;
    private const int EnoughEntries = 1_000;

    public string Condition => (After, UpTo) switch
    {
        (null, null) => "1 = 1",
        (null, _) => "member_id <= @up_to",
        (_, null) => "member_id > @after",
        _ => "member_id > @after AND member_id <= @up_to",
    };

    public IEnumerable<(string Name, object Value)> Parameters
    {
        get
        {
            if (After is not null)
            {
                yield return ("@after", After);
            }

            if (UpTo is not null)
            {
                yield return ("@up_to", UpTo);
            }
        }
    }

    /// <summary>The whole ledger, range by range.</summary>
    public static IEnumerable<MemberRange> All(Snapshot snapshot)
    {
        string? after = null;
        do
        {
            var rest = new MemberRange(after, null);
            var end = snapshot.Read(EndIn(rest), row => row.TextOrNull("up_to"), [.. rest.Parameters]).Single();
            var range = rest with { UpTo = end };
            yield return range;
            after = range.UpTo;
        }
        while (after is not null);
    }

    // Whichever comes first. All entries of a member are in one range, however many there are.
    private static string EndIn(MemberRange rest) => $"""
        SELECT MIN(member_id) AS up_to
        FROM (
            SELECT member_id FROM (
                SELECT member_id FROM account WHERE {rest.Condition}
                ORDER BY member_id LIMIT 1 OFFSET {MostMembers}) AS by_account
            UNION ALL
            SELECT member_id FROM (
                SELECT member_id FROM entry WHERE {rest.Condition}
                ORDER BY member_id, seq LIMIT 1 OFFSET {EnoughEntries}) AS by_entry) AS ends
        """;
}
