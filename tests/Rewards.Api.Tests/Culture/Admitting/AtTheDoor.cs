using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Admitting;

/// <summary>A free court of the sports centre's, in twenty minutes, and its door.</summary>
public abstract class AtTheDoor<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    protected TApp App => app;

    protected SupplyDesk Desk { get; } = new(app);

    protected Caller Door => Desk.Merchant;

    /// <summary>The door of it opens half an hour before.</summary>
    protected DateTimeOffset Soon => app.Time.GetUtcNow().AddMinutes(20);

    protected static object Court(string? venue = null) => new
    {
        Kind = "slot",
        Title = "羽毛球",
        VenueId = venue,
        PriceFen = 0,
        Unit = "小时",
        Payment = "free",
        Admits = 4,
        Admission = new { FromMinutesBefore = 30, UntilMinutesAfterStart = 15, OnMiss = "release" },
    };

    /// <summary>One of the merchant's.</summary>
    protected static string Venue(RewardsApp app)
    {
        using var db = app.Services.GetRequiredService<Database>().OpenForReading();
        var centre = db.Merchants.Single(merchant => merchant.NameZh == "全民健身服务中心").Id;
        return db.Venues.First(venue => venue.MerchantId == centre).Id;
    }

    protected async Task<(string Slot, Member Member, Answer Order)> OrderAsync(object what, int quantity = 1)
    {
        var offer = await Desk.PublishAsync(what);
        var slot = await Desk.MakeSlotAsync(offer, Soon, 4);
        var member = await app.SignUpAsync();
        return (slot, member, (await BookAsync(member, offer, slot, quantity)).Expect(201));
    }

    protected static Task<Answer> BookAsync(Member member, string offer, string slot, int quantity = 1) =>
        member.Caller.PostKeyedAsync("/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = quantity, AcceptVersion = 1 });

    protected static Task<Answer> OrderForAsync(Member member, Answer order) =>
        BookAsync(member, order.Text("offer_id"), order.Text("slot_id"));

    protected async Task<string> OfferOfAsync(string slot)
    {
        using var db = app.Services.GetRequiredService<Database>().OpenForReading();
        return await Task.FromResult(db.Slots.Single(row => row.SlotId == slot).OfferId);
    }

    protected static (string Id, string Code) TicketOf(Answer order, int at) =>
        (Text(order["tickets"]![at]!, "id"), Text(order["tickets"]![at]!, at % 2 == 0 ? "qr" : "code"));

    protected static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    protected Task<Answer> LookUpAsync(string scanned) => Door.PostAsync("/v1/admissions/lookup", new { Scanned = scanned });

    protected Task<Answer> AdmitAsync(
        string[] tickets, string scanned, int? people = null, string? venue = null, string? slot = null) =>
        Door.PostKeyedAsync(
            "/v1/admissions", new { TicketIds = tickets, Scanned = scanned, People = people, VenueId = venue, SlotId = slot });

    protected Task<Answer> UndoAsync(string ticket) => Door.PostKeyedAsync($"/v1/admissions/{ticket}/undo", new { });

    protected Task<Answer> WalkInAsync(string slot, int places, int people) =>
        Door.PostKeyedAsync($"/v1/slots/{slot}/walk-ins", new { Places = places, People = people });

    protected Task<Answer> ForgiveAsync(string ticket, string role) =>
        app.Operator(role).PostKeyedAsync($"/v1/operator/tickets/{ticket}/forgive", new { Reason = "暴雨" });

    protected Task<Answer> KeepAsync(string slot, int places) =>
        Desk.Merchant.PatchAsync("/v1/merchant/slots/" + slot, new { WalkInPlaces = places });

    protected async Task<Answer> DoorAsync(string slot) => (await Door.GetAsync($"/v1/slots/{slot}/door")).Expect(200);

    protected static Task<Answer> CancelAsync(Member member, Answer order, params string[] tickets) =>
        member.Caller.PostKeyedAsync(
            $"/v1/member/orders/{order.Text("id")}/cancel", new { TicketIds = tickets.Length == 0 ? null : tickets });
}
