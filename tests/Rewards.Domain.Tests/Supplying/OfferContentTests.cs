using Rewards.Domain.Programmes;
using Rewards.Domain.Supplying;

namespace Rewards.Domain.Tests.Supplying;

public sealed class OfferContentTests
{
    private static readonly OfferContent Film = new()
    {
        Title = "电影",
        Price = new Fen(5000),
        Unit = "张",
        Payment = PaymentWay.AtVenue,
        Cancellation = CancellationRules.Cinema,
    };

    [Fact]
    public void What_is_not_guarded_needs_no_look() => Assert.False(
        (Film with { Summary = "新", Tags = ["新"], Unit = "位", Limits = new(2, 2, null, null) }).NeedsReviewAfter(Film, 20));

    [Theory]
    [InlineData(6000, false)]
    [InlineData(6001, true)]
    [InlineData(5000, false)]
    [InlineData(1, false)]
    [InlineData(0, true)]
    public void A_price_may_rise_by_a_fifth_and_fall_but_not_to_nothing(long fen, bool needsLook) =>
        Assert.Equal(needsLook, (Film with { Price = new Fen(fen) }).NeedsReviewAfter(Film, 20));

    [Fact]
    public void What_is_guarded_needs_a_look()
    {
        OfferContent[] changed =
        [
            Film with { Title = "别的" },
            Film with { Text = "别的" },
            Film with { PictureIds = ["pic_1"] },
            Film with { Eligibility = [Eligibility.Student] },
            Film with { Payment = PaymentWay.Online },
        ];

        Assert.All(changed, content => Assert.True(content.NeedsReviewAfter(Film, 20)));
    }

    [Fact]
    public void What_was_free_and_costs_something_needs_a_look()
    {
        var free = Film with { Price = Fen.Zero, Payment = PaymentWay.Free };

        Assert.True((free with { Price = new Fen(1) }).NeedsReviewAfter(free, 20));
    }

    [Fact]
    public void Free_and_a_price_contradict_each_other() => Assert.Equal(
        ["payment", "payment"],
        new[] { Film with { Payment = PaymentWay.Free }, Film with { Price = Fen.Zero } }
            .SelectMany(content => content.FaultsIn(OfferKind.Slot)).Select(fault => fault.Field));

    [Theory]
    [InlineData(OfferKind.Goods, PaymentWay.AtVenue)]
    [InlineData(OfferKind.Slot, PaymentWay.Online)]
    public void Whoever_comes_first_neither_fetches_goods_nor_pays_before(OfferKind kind, PaymentWay payment)
    {
        var walkIn = Film with { Payment = payment, Booking = new BookingRules(BookingMode.WalkIn, null, 0) };

        Assert.Equal("booking.mode", Assert.Single(walkIn.FaultsIn(kind)).Field);
    }

    [Fact]
    public void Tiers_are_a_ladder_without_gaps()
    {
        CancellationRules[] broken =
        [
            new(0, [new(60, 10), new(60, 20)]),
            new(0, [new(60, 10), new(120, 0)]),
            new(30, [new(60, 10)]),
        ];

        Assert.All(broken, rules => Assert.Equal(
            "cancellation.tiers", Assert.Single((Film with { Cancellation = rules }).FaultsIn(OfferKind.Slot)).Field));
        Assert.Empty(Film.FaultsIn(OfferKind.Slot));
    }

    [Theory]
    [InlineData(Category.Film, OfferKind.Slot, 4)]
    [InlineData(Category.Film, OfferKind.Goods, 0)]
    [InlineData(Category.Scenic, OfferKind.Slot, 0)]
    [InlineData(Category.Public, OfferKind.Slot, 0)]
    public void Only_films_and_shows_cost_something_to_cancel(Category category, OfferKind kind, int tiers) =>
        Assert.Equal(tiers, CancellationRules.UsualFor(category, kind).Tiers.Count);
}
