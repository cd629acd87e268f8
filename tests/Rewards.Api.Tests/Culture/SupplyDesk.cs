using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture;

/// <summary>Where a merchant puts up offers, and an operator looks at them.</summary>
public sealed class SupplyDesk(RewardsApp app, string key = "rk_test_centre")
{
    public Caller Merchant { get; } = app.Caller(key);

    public Caller Operator { get; } = app.Operator("operator");

    public static object Free(string title = "太极晨练", int? perDay = null) => new
    {
        Kind = "slot",
        Title = title,
        PriceFen = 0,
        Unit = "位",
        Payment = "free",
        Limits = new { PerOrder = 4, PerDay = perDay },
    };

    public static object Paid(string title, long fen) => new
    {
        Kind = "slot",
        Title = title,
        PriceFen = fen,
        Unit = "张",
        Payment = "at_venue",
    };

    public static object Version(string title = "太极晨练", string summary = "", long priceFen = 0) => new
    {
        Title = title,
        Summary = summary,
        PriceFen = priceFen,
        Unit = "位",
        Payment = priceFen == 0 ? "free" : "at_venue",
    };

    public async Task<string> CreateAsync(object? offer = null) =>
        (await Merchant.PostKeyedAsync("/v1/merchant/offers", offer ?? Free())).Expect(201).Text("id");

    public Task<Answer> ActAsync(string offer, string act) =>
        Merchant.PostKeyedAsync($"/v1/merchant/offers/{offer}/{act}", new { });

    public Task<Answer> ApproveAsync(string offer, int version = 1) =>
        Operator.PostKeyedAsync($"/v1/operator/offers/{offer}/approve", new { Version = version });

    /// <summary>An offer that members see.</summary>
    public async Task<string> PublishAsync(object? offer = null)
    {
        var id = await CreateAsync(offer);
        (await ActAsync(id, "submit")).Expect(200);
        (await ApproveAsync(id)).Expect(200);
        await app.UntilAllNodesKnowAsync();
        return id;
    }

    public Task<Answer> ReplaceAsync(string offer, int newest, object version) =>
        Merchant.PutAsync($"/v1/merchant/offers/{offer}", version, $"\"{newest}\"");

    public Task<Answer> MakeSlotsAsync(string offer, params object[] slots) =>
        Merchant.PostKeyedAsync($"/v1/merchant/offers/{offer}/slots", new { Slots = slots });

    public async Task<string> MakeSlotAsync(string offer, DateTimeOffset startsAt, int capacity = 4) =>
        (await MakeSlotsAsync(offer, Slot(startsAt, capacity))).Expect(201).Data[0]["id"]!.GetValue<string>();

    public static object Slot(DateTimeOffset startsAt, int capacity = 4, string? resource = null, int minutes = 60) => new
    {
        StartsAt = startsAt,
        EndsAt = startsAt.AddMinutes(minutes),
        Capacity = capacity,
        Resource = resource,
    };
}
