using Rewards.Api.Ledger.Scheduling;

namespace Rewards.Api.Culture.CarryingOut;

internal static class CarryingOutServices
{
    public static void AddCarryingOut(this IServiceCollection services)
    {
        services.AddSingleton<Job, CarryOutSlotsJob>();
        services.AddSingleton<Job, EndOrdersJob>();
    }
}
