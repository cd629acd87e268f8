using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I14 and I9 for redemptions: their instants are those of their entries, and a hold lives as long as it may.
/// </summary>
internal static class RedemptionTimeChecks
{
    public static void Check(RedemptionStory story, Examination examination)
    {
        var redemption = story.Redemption;
        CheckInstants(redemption, story, examination);
        CheckHoldLength(redemption, story, examination);
        CheckEnds(redemption, story, examination);
        foreach (var refund in story.Refunds.Where(refund => refund.At < redemption.CapturedAt))
        {
            examination.Found(
                Invariant.Time,
                "refund_after_capture",
                refund,
                $"Refunded at {refund.At:O}, captured at {redemption.CapturedAt:O}.");
        }
    }

    private static void CheckInstants(StoredRedemption redemption, RedemptionStory story, Examination examination)
    {
        if (story.Taking is { } taking && taking.At != redemption.HeldAt)
        {
            examination.Found(
                Invariant.Time,
                "held_at",
                redemption,
                $"Points were taken at {taking.At:O}, the row says {redemption.HeldAt:O}.");
        }

        var capturedAt = story.Captures.Count > 0 ? story.Captures[0].At : redemption.CapturedAt;
        var isCaptured = capturedAt is not null;
        if (capturedAt != redemption.CapturedAt
            || isCaptured != redemption.IsCaptured
            || capturedAt < redemption.HeldAt)
        {
            examination.Found(
                Invariant.Time,
                "captured_at",
                redemption,
                $"'{redemption.Status}', held at {redemption.HeldAt:O}, captured at {redemption.CapturedAt:O} by the row, {capturedAt:O} by the entry.");
        }
    }

    private static void CheckHoldLength(
        StoredRedemption redemption, RedemptionStory story, Examination examination)
    {
        var rules = examination.Rules.Of(redemption.ProgrammeVersion);
        var expected = story.OrderEnds ?? redemption.HeldAt.AddMinutes(rules.HoldMinutes);
        if (redemption.HoldExpiresAt is { } end && end != expected && !HasMoved(story))
        {
            examination.Found(
                Invariant.Expiry,
                "hold_length",
                redemption,
                $"A hold of {redemption.HeldAt:O} ends at {expected:O}; {end:O} found.");
        }

        var hasNoEnd = redemption is { IsCaptured: false, HoldExpiresAt: null };
        if (hasNoEnd || redemption.CapturedAt >= redemption.HoldExpiresAt)
        {
            examination.Found(
                Invariant.OnceOnly,
                "ended_in_time",
                redemption,
                $"'{redemption.Status}' with a hold until {redemption.HoldExpiresAt:O}, captured at {redemption.CapturedAt:O}.");
        }
    }

    /// <summary>
    /// Then its hold was prolonged, where that was not over by then, and never shortened: it ends when the last slot would
    /// have, or an earlier one.
    /// </summary>
    private static bool HasMoved(RedemptionStory story) => story.Order?.Moves > 0;

    /// <summary>
    /// Time ends a hold at its instant and not before, and the points come back as of that instant's day.
    /// </summary>
    private static void CheckEnds(StoredRedemption redemption, RedemptionStory story, Examination examination)
    {
        foreach (var entry in story.Ends)
        {
            var isOver = entry.At >= redemption.HoldExpiresAt;
            var rules = examination.Rules.Of(entry.ProgrammeVersion);
            var isWrong = entry.Kind == EntryKinds.HoldExpired
                ? !isOver || (redemption.HoldExpiresAt is { } end && entry.BusinessDate != rules.DateOf(end))
                : isOver;
            if (isWrong)
            {
                examination.Found(
                    Invariant.OnceOnly,
                    "ended_in_time",
                    entry,
                    $"'{entry.Kind}' at {entry.At:O} for {entry.BusinessDate:yyyy-MM-dd}, of a hold that ends at {redemption.HoldExpiresAt:O}.");
            }
        }
    }
}
