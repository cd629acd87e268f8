using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I6 for holds: a redemption's entries tell one story, with one beginning and at most one end, and it is the story
/// that the redemption's row tells.
/// </summary>
internal static class RedemptionChecks
{
    public static void Check(RedemptionStory story, Examination examination)
    {
        if (!story.Expected.Contains(story.Told))
        {
            examination.Found(
                Invariant.OnceOnly,
                "one_end_per_hold",
                story.Redemption,
                $"{story.Redemption.Points} points, '{story.Redemption.Status}': entries '{string.Join("' or '", story.Expected)}' expected, '{story.Told}' found.");
        }

        CheckSides(story, examination);
        CheckPoints(story, examination);
    }

    /// <summary>
    /// Points go to the merchant that sells, come back from it, and are captured from where they lie.
    /// </summary>
    private static void CheckSides(RedemptionStory story, Examination examination)
    {
        var merchant = AccountNames.MerchantPrefix + story.Redemption.MerchantId;
        var source = story.Redemption.HoldExpiresAt is null ? AccountNames.Available : AccountNames.Held;
        foreach (var entry in story.Captures.Where(capture => capture.To != merchant || capture.From != source))
        {
            examination.Found(
                Invariant.OnceOnly,
                "sides_of_capture",
                entry,
                $"{entry.Points} points go from {entry.From} to {entry.To}; {source} and {merchant} expected.");
        }

        foreach (var entry in story.RefundEntries.Where(refund => refund.From != merchant))
        {
            examination.Found(
                Invariant.Refunds,
                "merchant_of_refund",
                entry,
                $"{entry.Points} points come back from {entry.From}; {merchant} expected.");
        }
    }

    /// <summary>Of an order what was released, ticket by ticket, is taken off.</summary>
    private static long HeldBy(RedemptionStory story)
    {
        var released = story.Redemption.OrderId is null
            ? []
            : story.Ends.Where(end => end.Kind == EntryKinds.Release);
        return story.Holds.Sum(hold => hold.Points) - released.Sum(end => end.Points);
    }

    private static void CheckPoints(RedemptionStory story, Examination examination)
    {
        var (points, what) = story.Redemption.IsCaptured
            ? (story.Captures.Sum(entry => entry.Points), "Points captured, by entries and by row")
            : (HeldBy(story), "Points held, by entries and by row");
        examination.Same(Invariant.Price, "points_of_entries", story.Redemption, (what, points, story.Redemption.Points));

        // A hold that ended gave everything away: what was not captured came back, lot by lot.
        if (story.IsOver && story.Ends.Count > 0 && story.HasSlices)
        {
            examination.SameLots(Invariant.Lots, "hold_used_up", story.Redemption, (
                "Points that left the hold", RedemptionStory.From(story.Holds), RedemptionStory.From(story.Ends)));
        }
    }
}
