using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Rewards.Api.Culture;
using Rewards.Api.Culture.Admitting;
using Rewards.Api.Culture.Ordering;
using Rewards.Api.Culture.Waiting;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Paying;
using Rewards.Api.Platform.Paying.Stripe;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Admitting;
using Rewards.Domain.Ordering;
using Rewards.Domain.Programmes;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Tests.Ledger.Verifying;

/// <summary>Puts up one offer of the bureau's and takes orders for it, by the real writer.</summary>
internal sealed class BoxOffice(Database database, Clock clock, LedgerWriter writer, Func<string, KeyedRequest> next)
{
    private readonly OrderViews views = Views(database, clock);
    private CataloguedOffer? offer;
    private string? slotId;

    /// <param name="priceFen">Of a ticket.</param>
    /// <param name="isSlot">A day later; otherwise goods.</param>
    /// <param name="isPaidThere">At the venue.</param>
    /// <param name="capacity">Of the slot.</param>
    public BoxOffice Open(long priceFen, bool isSlot, bool isPaidThere = false, int capacity = 20)
    {
        var (now, content) = (clock.GetUtcNow(), Content(priceFen) with
        {
            Payment = priceFen == 0 ? PaymentWay.Free : isPaidThere ? PaymentWay.AtVenue : PaymentWay.Online,
        });
        using var db = database.OpenForWriting();
        var merchant = db.Merchants.First(one => one.Category == Category.Public);
        var row = new OfferRow
        {
            Id = TypeId.New(TypeId.Offer, now),
            MerchantId = merchant.Id,
            Kind = isSlot ? OfferKind.Slot : OfferKind.Goods,
            Supply = Supply.Public,
            LiveVersion = 1,
            NewestVersion = 1,
            CreatedAt = now,
            ChangedNo = 1_000_000,
        };
        db.AddRange(row, Version(row.Id, content, now));
        slotId = isSlot ? TypeId.New(TypeId.Slot, now) : null;
        db.Add(isSlot ? Slot(row, slotId!, capacity, now) : new StockRow { Key = row.Id, Taken = 0, Most = 20 });
        db.SaveChanges();
        offer = CataloguedOffer.Of(row, content, merchant, venue: null);
        return this;
    }

    /// <returns>The order's id.</returns>
    public async Task<string> OrderAsync(string memberId, int quantity)
    {
        var body = new OrderBody { OfferId = offer!.Id, SlotId = slotId, Quantity = quantity, AcceptVersion = 1 };
        var wanted = new OrderPlacing(memberId, body, offer);
        using var answer = BodyOf(await writer.SubmitAsync(new PlaceOrder(wanted, views, next(memberId))));
        return answer.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Gives the order's first ticket back.</summary>
    public async Task CancelOneAsync(string memberId, string orderId)
    {
        using var db = database.OpenForReading();
        var ticket = db.Orders.Single(order => order.Id == orderId).ToOrder().Tickets[0].Id;
        var wanted = new OrderCancelling(memberId, orderId, [ticket]) { Content = offer!.Content };
        BodyOf(await writer.SubmitAsync(new CancelOrder(wanted, views, next(memberId)))).Dispose();
    }

    /// <summary>Lets in with the order's first ticket that is valid.</summary>
    public async Task AdmitOneAsync(string memberId, string orderId)
    {
        using var db = database.OpenForReading();
        var ticket = db.Orders.Single(order => order.Id == orderId).ToOrder().Tickets.First(one => one.Status == TicketStatus.Valid).Id;
        var target = new DoorTarget(memberId, orderId, slotId, offer!.Content) { OfferId = offer.Id };
        var wanted = new AdmissionWanted(MerchantId, target, null)
        {
            Body = new AdmissionBody { TicketIds = [ticket], Manual = true },
        };
        BodyOf(await writer.SubmitAsync(new AdmitOrder(wanted, next(MerchantId)))).Dispose();
    }

    public async Task WaitAsync(string memberId)
    {
        var wanted = new WaitingWanted(memberId, new WaitingBody(slotId!, 1), offer, MissedBookings.None);
        BodyOf(await writer.SubmitAsync(new WaitForPlaces(wanted, next(memberId)))).Dispose();
    }

    public async Task LetInWalkInsAsync(int places, int people)
    {
        var wanted = new WalkInWanted(MerchantId, slotId!, new WalkInParty(places, people, null), offer!.Content);
        BodyOf(await writer.SubmitAsync(new LetInWalkIns(wanted, next(MerchantId)))).Dispose();
    }

    private string MerchantId => offer!.Row.MerchantId;

    private static OfferContent Content(long priceFen) => new()
    {
        Title = "太极晨练",
        Price = new Fen(priceFen),
        Unit = "位",
        Payment = PaymentWay.Free,
        Limits = new TicketLimits(4, 4, 4, 4),
        Admission = new AdmissionRules(2 * 24 * 60, 15, OnMiss.Keep),
        Cancellation = CancellationRules.FreeUntilStart,
    };

    private static OfferVersionRow Version(string offerId, OfferContent content, DateTimeOffset now) => new()
    {
        OfferId = offerId,
        N = 1,
        Content = SupplyJson.Write(content),
        State = OfferVersionState.Approved,
        CreatedAt = now,
        CreatedBy = "system",
        SubmittedAt = now,
        DecidedAt = now,
        DecidedBy = "system",
    };

    private static SlotRow Slot(OfferRow offer, string id, int capacity, DateTimeOffset now) => new()
    {
        SlotId = id,
        OfferId = offer.Id,
        MerchantId = offer.MerchantId,
        Resource = "",
        StartsAt = now.AddDays(1),
        EndsAt = now.AddDays(1).AddHours(1),
        Capacity = capacity,
        CreatedAt = now,
    };

    private static OrderViews Views(Database database, Clock clock)
    {
        var reference = new ReferenceData(database, clock);
        var request = new HttpContextAccessor { HttpContext = new DefaultHttpContext() };
        return new OrderViews(
            new OfferViews(
                reference,
                new OnlinePayments(Options.Create(new StripeOptions())),
                clock,
                request,
                new PictureViews(new Uri("http://localhost"))),
            new OfferContents(),
            database.OpenForReading(),
            reference,
            clock);
    }

    private static JsonDocument BodyOf(StoredAnswer answer)
    {
        var body = JsonDocument.Parse(answer.Body);
        Assert.True(answer.Status < 300, body.RootElement.ToString());
        return body;
    }
}
