using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Platform.Reference;

internal static class ReferenceServices
{
    public static void AddReference(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<Names>();
        services.AddSingleton<ReferenceData>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<Cursors>();
        services.AddHostedService<ReferenceRefresher>();
    }
}
