using Rewards.Api.Platform;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Benchmarks.Asking;
using Rewards.Benchmarks.Engines;
using Rewards.Domain.Programmes;
using Rewards.Domain.Supplying;

namespace Rewards.Benchmarks.Preparing;

/// <summary>Puts up what is ordered: a free court and one for a point, each with many slots, and one with a single place.</summary>
internal static class BoxOffice
{
    private const int SlotsEach = 1_000;

    public static Bookables Open(Engine engine)
    {
        using var db = engine.OpenDb();
        var (now, merchant) = (DateTimeOffset.UtcNow, db.Merchants.First(row => row.Category == Category.Public).Id);
        var (free, paid, last) = (Offer(merchant, now), Offer(merchant, now), Offer(merchant, now));
        List<SlotRow> slots =
        [
            .. new[] { free, paid }.SelectMany(offer => Enumerable.Range(1, SlotsEach).Select(hour => Slot(offer, hour, now))),
            Slot(last, 1, now, places: 1),
        ];
        db.AddRange(free, paid, last, Version(free, "Court", 0, now), Version(paid, "Court", 10, now), Version(last, "Court", 0, now));
        db.AddRange(slots);
        db.SaveChanges();
        var ids = slots.ToLookup(slot => slot.OfferId, slot => slot.SlotId);
        return new Bookables(Of(free), Of(paid), Of(last));

        Bookable Of(OfferRow offer) => new(offer.Id, [.. ids[offer.Id]]);
    }

    /// <summary>Puts up so many offers more, of what a city has, each with a slot on each of the next days.</summary>
    public static void Fill(Engine engine, int offers)
    {
        const int Days = 4;
        string[] places = ["神农大剧院", "神农塔", "河东体育馆", "炎帝陵风景区", "石峰公园", "清水塘"];
        string[] things = ["3D电影票", "羽毛球", "夜场漂流", "亲子体验课", "话剧", "游泳", "陶艺", "卡丁车", "风景摄影展"];
        using var db = engine.OpenDb();
        var (now, merchants) = (DateTimeOffset.UtcNow, db.Merchants.Select(row => row.Id).ToList());
        foreach (var n in Enumerable.Range(0, offers))
        {
            var offer = Offer(merchants[n % merchants.Count], now);
            var title = $"{places[n % places.Length]}{things[n % things.Length]} {n}";
            db.AddRange(offer, Version(offer, title, (n % 7) * 1_000, now));
            db.AddRange(Enumerable.Range(0, Days).Select(day => Slot(offer, (24 * day) + (n % 24), now)));
        }

        db.SaveChanges();
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

    private static OfferVersionRow Version(OfferRow offer, string title, long fen, DateTimeOffset now) => new()
    {
        OfferId = offer.Id,
        N = 1,
        Content = $$$"""
            {"title":"{{{title}}}","price":{{{fen}}},"unit":"h","payment":"{{{(fen == 0 ? "free" : "online")}}}",
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

    private static SlotRow Slot(OfferRow offer, int hour, DateTimeOffset now, int places = SlotRow.MostPlaces) => new()
    {
        SlotId = TypeId.New(TypeId.Slot, now),
        OfferId = offer.Id,
        MerchantId = offer.MerchantId,
        Resource = "",
        StartsAt = now.AddDays(1).AddHours(hour),
        EndsAt = now.AddDays(1).AddHours(hour + 1),
        Capacity = places,
        CreatedAt = now,
    };
}
