namespace Rewards.Api.Site.ReviewingOrders;

internal static class ReviewingOrdersServices
{
    public static void AddReviewingOrders(this IServiceCollection services)
    {
        services.AddScoped<MemberOrders>();
        services.AddScoped<OrderWords>();
        services.AddScoped<OrderFinder>();
        services.AddScoped<CancelPreviews>();
        services.AddScoped<GivingBack>();
    }
}
