namespace Rewards.Api.Site.Admitting;

internal static class AdmittingServices
{
    public static void AddDoor(this IServiceCollection services)
    {
        services.AddScoped<DoorSessions>();
        services.AddScoped<DoorSlots>();
        services.AddScoped<DoorPlaces>();
        services.AddScoped<DoorWords>();
    }
}
