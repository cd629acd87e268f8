using Rewards.Api.Platform;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Benchmarks.Asking;
using Rewards.Benchmarks.Engines;
using Rewards.Domain.Programmes;
using Rewards.Domain.Supplying;

namespace Rewards.Benchmarks.Preparing;

/// <summary>Puts up what is ordered: a free court and one for a point, each with many slots.</summary>
internal static class BoxOffice
{
    private const int SlotsEach = 1_000;

    public static Bookables Open(Engine engine)
    {
        using var db = engine.OpenDb();
        var (now, merchant) = (DateTimeOffset.UtcNow, db.Merchants.First(row => row.Category == Category.Public).Id);
        var (free, paid) = (Offer(merchant, now), Offer(merchant, now));
        List<SlotRow> slots = [.. new[] { free, paid }.SelectMany(offer => Enumerable.Range(1, SlotsEach).Select(hour => Slot(offer, hour, now)))];
        db.AddRange(free, paid, Version(free, 0, now), Version(paid, 10, now));
        db.AddRange(slots);
        db.SaveChanges();
        var ids = slots.ToLookup(slot => slot.OfferId, slot => slot.SlotId);
        return new Bookables(new Bookable(free.Id, [.. ids[free.Id]]), new Bookable(paid.Id, [.. ids[paid.Id]]));
    }

    private static OfferRow Offer(string merchantId, DateTimeOffset now) => new()
    {
        Id = TypeId.New(TypeId.Offer, now),
        MerchantId = merchantId,
        Kind = OfferKind.Slot,
        Supply = Supply.Public,
        LiveVersion = 1,
        NewestVersion = 1,
        CreatedAt = now,
        ChangedNo = 1,
    };

    private static OfferVersionRow Version(OfferRow offer, long fen, DateTimeOffset now) => new()
    {
        OfferId = offer.Id,
        N = 1,
        Content = $$$"""
            {"title":"Court","price":{{{fen}}},"unit":"h","payment":"{{{(fen == 0 ? "free" : "online")}}}",
            "limits":{"per_order":10,"per_slot":null,"per_day":null,"per_offer":null},
            "cancellation":{"until_minutes_before":0,"tiers":[]}}
            """,
        State = OfferVersionState.Approved,
        CreatedAt = now,
        CreatedBy = "benchmark",
        SubmittedAt = now,
        DecidedAt = now,
        DecidedBy = "benchmark",
    };

    private static SlotRow Slot(OfferRow offer, int hour, DateTimeOffset now) => new()
    {
        SlotId = TypeId.New(TypeId.Slot, now),
        OfferId = offer.Id,
        MerchantId = offer.MerchantId,
        Resource = "",
        StartsAt = now.AddDays(1).AddHours(hour),
        EndsAt = now.AddDays(1).AddHours(hour + 1),
        Capacity = SlotRow.MostPlaces,
        CreatedAt = now,
    };
}
