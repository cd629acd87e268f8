namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>All published versions of the programme, and the merchants.</summary>
internal sealed class Rulebook
{
    private readonly Dictionary<long, ProgrammeRules> versions;
    private readonly HashSet<string> merchants;
    private readonly Dictionary<DateOnly, DateTimeOffset> ends = [];

    private Rulebook(Dictionary<long, ProgrammeRules> versions, HashSet<string> merchants) =>
        (this.versions, this.merchants, Newest) = (versions, merchants, versions.MaxBy(version => version.Key).Value);

    /// <summary>The version in force: its time zone decides on which day an instant falls.</summary>
    public ProgrammeRules Newest { get; }

    /// <returns>Null when no version can be read: then there is nothing to verify against.</returns>
    public static Rulebook? Read(Snapshot snapshot, Findings findings)
    {
        var versions = new Dictionary<long, ProgrammeRules>();
        foreach (var (version, text) in snapshot.Read("SELECT version, document FROM programme_version", ReadVersion))
        {
            if (version is { } number && ProgrammeRules.Parse(text) is { } rules)
            {
                versions.Add(number, rules);
            }
            else
            {
                findings.Add(
                    Invariant.Expiry,
                    "damaged_programme",
                    (null, $"programme_version {version}"),
                    $"The document can't be read.");
            }
        }

        return versions.Count == 0
            ? null
            : new Rulebook(versions, [.. snapshot.Read("SELECT id FROM merchant", row => row.TextOrNull("id") ?? "")]);
    }

    public bool Knows(long version) => versions.ContainsKey(version);

    /// <summary>
    /// The rules of a version; of the newest where that version is unknown, which is a finding of its own.
    /// </summary>
    public ProgrammeRules Of(long version) => versions.GetValueOrDefault(version, Newest);

    /// <summary>
    /// Whether points of a kind are given under every version, so that their absence means something.
    /// </summary>
    public bool AlwaysGives(Func<ProgrammeRules, long> points) => versions.Values.All(rules => points(rules) > 0);

    /// <summary>The first instant after the day, in the zone in force.</summary>
    public DateTimeOffset EndOf(DateOnly day)
    {
        if (!ends.TryGetValue(day, out var end))
        {
            ends.Add(day, end = Newest.EndOf(day));
        }

        return end;
    }

    public bool KnowsMerchant(string id) => merchants.Contains(id);

    private static (long? Version, string Text) ReadVersion(Row row) =>
        (row.WholeOrNull("version"), row.TextOrNull("document") ?? "");
}
