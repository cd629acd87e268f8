using Rewards.Api.Platform.Settings;

namespace Rewards.Api.Ledger.Writing;

internal static class WritingServices
{
    public static void AddWriting(this IServiceCollection services)
    {
        services.AddSection<WriterOptions>(WriterOptions.Section);
        services.AddSingleton<Moments>();
        services.AddSingleton<LedgerWriter>();
        services.AddSingleton<ReferenceEditor>();
        services.AddHostedService(provider => provider.GetRequiredService<LedgerWriter>());
    }
}
