using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Platform.Settings;

namespace Rewards.Api.Culture;

/// <summary>What the room's folders share.</summary>
internal static class CultureServices
{
    public static void AddCulture(this IServiceCollection services)
    {
        services.AddSingleton<Catalogue>();
        services.AddSingleton<SlotSummaries>();
        services.AddSingleton<CatalogueEditor>();
        services.AddSingleton<OfferContents>();
        services.AddSingleton<KnownPictures>();
        services.AddSingleton<Job, MakeSlotsJob>();
        services.AddScoped<OfferViews>();
        services.AddScoped<OwnOffers>();
        services.AddScoped(provider => new PictureViews(provider.GetRequiredService<PublicAddress>().Base));
        services.AddScoped<SlotViews>();
        services.AddScoped<SlotPages>();
        services.AddScoped<MissedReader>();
        services.AddScoped<LapsedReader>();
    }
}
