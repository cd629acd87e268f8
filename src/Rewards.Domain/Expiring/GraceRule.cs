using Rewards.Domain.Ledger;

namespace Rewards.Domain.Expiring;

/// <summary>Where points that come back go.</summary>
public static class GraceRule
{
    /// <summary>
    /// Back to the lot they came from. If that lot is nearly or wholly expired on <paramref name="day"/>, to a grace
    /// lot that lives at least <paramref name="graceDays"/> days. A grace lot gets no second grace: its points return
    /// to it as they are, so that nobody prolongs points for ever by holding and releasing.
    /// </summary>
    public static LotKey LotToReturnTo(LotKey lot, DateOnly day, int graceDays)
    {
        var graceEnds = day.AddDays(graceDays);
        return lot.IsGrace || lot.ExpiresOn >= graceEnds ? lot : lot.WithGrace(graceEnds);
    }
}
