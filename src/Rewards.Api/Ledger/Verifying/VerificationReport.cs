namespace Rewards.Api.Ledger.Verifying;

/// <summary>What a verification looked at and what it found.</summary>
public sealed record VerificationReport
{
    /// <summary>The service's clock when it began (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took, on the host's own clock.</summary>
    public required TimeSpan Took { get; init; }

    public required VerifiedCounts Checked { get; init; }

    /// <summary>
    /// The first of each check, at most <see cref="MostFindingsOfOneCheck"/>, and at most <see cref="MostFindings"/> in
    /// all. Empty: every invariant holds.
    /// </summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>How many there were, those that are not kept among them.</summary>
    public required long FindingsInAll { get; init; }

    public static int MostFindings => 1000;

    public static int MostFindingsOfOneCheck => 100;
}

/// <summary>One place where the database breaks an invariant.</summary>
/// <param name="Invariant"><c>I1</c> to <c>I14</c>, see <see cref="Invariant"/>.</param>
/// <param name="Check">Stable snake_case name of what was compared: operators and tests branch on it.</param>
/// <param name="MemberId">Whose; null where it is nobody's.</param>
/// <param name="Row">What it concerns, as an operator would look it up: <c>entry 17</c>.</param>
/// <param name="Sentence">What was expected and what was found. May be reworded.</param>
public sealed record Finding(string Invariant, string Check, string? MemberId, string Row, string Sentence);

/// <summary>Rows that were read and could be understood.</summary>
public sealed record VerifiedCounts(
    long Members, long Entries, long Redemptions, long Refunds, long CheckIns, long Invitations, long Adjustments);

/// <summary>How far a verification is.</summary>
/// <param name="Members">Members done.</param>
/// <param name="MembersInAll">As counted at the start.</param>
/// <param name="Entries">Entries done.</param>
public sealed record VerificationProgress(long Members, long MembersInAll, long Entries);
