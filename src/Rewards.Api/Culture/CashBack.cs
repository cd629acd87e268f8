using Rewards.Api.Ledger.Scheduling;

namespace Rewards.Api.Culture;

/// <summary>Cash that a command gave back is on its way at once, and does not wait for the job's alarm.</summary>
internal static class CashBack
{
    /// <summary>The job that sends it.</summary>
    public const string SentBy = "settle-payments";

    public static void SendCash(this JobRunner jobs, bool isGivenBack)
    {
        if (isGivenBack)
        {
            jobs.Wake(SentBy);
        }
    }
}
