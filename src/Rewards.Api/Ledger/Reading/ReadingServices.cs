namespace Rewards.Api.Ledger.Reading;

internal static class ReadingServices
{
    public static void AddReading(this IServiceCollection services)
    {
        services.AddSingleton<CurrentAccounts>();
        services.AddScoped<RedemptionQueries>();
    }
}
