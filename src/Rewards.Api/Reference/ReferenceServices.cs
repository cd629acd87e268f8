using Rewards.Api.Authenticating;
using Rewards.Api.Http;

namespace Rewards.Api.Reference;

internal static class ReferenceServices
{
    public static void AddReference(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<Names>();
        services.AddSingleton<ReferenceData>();
        services.AddSingleton<ReferenceEditor>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<Cursors>();
        services.AddHostedService<ReferenceRefresher>();
    }
}
