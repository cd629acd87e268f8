using System.Text.Json.Serialization;

namespace Rewards.Api.Platform.Seeding;

/// <summary>What applying seeds did, or would do.</summary>
/// <param name="What">A merchant's name, or the programme's version.</param>
/// <param name="Change"><c>added</c>, <c>updated</c> or <c>unchanged</c>.</param>
/// <param name="Differences">
/// What is different: from the merchant as it was, or from the version of the programme in force before.
/// </param>
public sealed record SeedChange(string What, string Change, IReadOnlyList<SeedDifference> Differences)
{
    public const string Added = "added";
    public const string Updated = "updated";
    public const string Unchanged = "unchanged";

    [JsonIgnore]
    public bool IsChange => Change != Unchanged;
}

/// <param name="Field">Where, as a JSON path: <c>$.name.zh</c>.</param>
/// <param name="Old">In the database, as JSON; null: it is not there.</param>
/// <param name="New">In the seeds, as JSON; null: it is not there.</param>
public sealed record SeedDifference(string Field, string? Old, string? New)
{
    public override string ToString() => $"{Field}: {Old ?? "(nothing)"} → {New ?? "(nothing)"}";
}
