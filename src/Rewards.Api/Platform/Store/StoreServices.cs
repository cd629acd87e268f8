namespace Rewards.Api.Platform.Store;

internal static class StoreServices
{
    /// <summary>The scoped <see cref="RewardsDb"/> reads only: everything is written through the writer.</summary>
    public static void AddStore(this IServiceCollection services)
    {
        services.AddSingleton(provider => Database.Of(
            provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>()));
        services.AddScoped(provider => provider.GetRequiredService<Database>().OpenForReading());
    }
}
