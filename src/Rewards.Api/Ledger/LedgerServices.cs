using Rewards.Api.Ledger.Expiring;
using Rewards.Api.Ledger.Purging;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Verifying;
using Rewards.Api.Ledger.Writing;

namespace Rewards.Api.Ledger;

/// <summary>The ledger's folders, put together: none of them needs to know all the others.</summary>
internal static class LedgerServices
{
    public static void AddLedger(this IServiceCollection services)
    {
        services.AddWriting();
        services.AddReading();
        services.AddScheduling();
        services.AddSingleton<SweepOverdue>();
        services.AddSingleton<Job, ExpireLotsJob>();
        services.AddSingleton<Job, ExpireHoldsJob>();
        services.AddSingleton<Job, PurgeJob>();
        services.AddSingleton<Job, VerifyLedgerJob>();
    }
}
