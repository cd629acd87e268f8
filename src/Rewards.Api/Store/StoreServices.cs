namespace Rewards.Api.Store;

internal static class StoreServices
{
    /// <summary>The scoped <see cref="RewardsDb"/> reads only: everything is written through the writer.</summary>
    /// <exception cref="StartException">The connection string is none.</exception>
    public static void AddStore(this IServiceCollection services, IConfiguration configuration)
    {
        var database = Database.Of(configuration);

        // Takes as long as all that comes before the first query, so it is done beside that.
        _ = Task.Run(database.WarmUp);
        services.AddSingleton(database);
        services.AddScoped(provider => provider.GetRequiredService<Database>().OpenForReading());
    }
}
