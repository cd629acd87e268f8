using Rewards.Domain.Supplying;

namespace Rewards.Domain.Tests.Supplying;

public sealed class OfferSearchTests
{
    private static readonly OfferSearch Boat = OfferSearch.Of(
        new OfferContent
        {
            Title = "酒仙湖游船票 3D",
            Summary = "风景如画",
            Text = "每天开船",
            Price = new Fen(6000),
            Unit = "张",
            Payment = PaymentWay.AtVenue,
            Cancellation = CancellationRules.FreeUntilStart,
            Tags = ["景区"],
        },
        "神农大剧院",
        "Shennong Grand Theatre");

    [Theory]
    [InlineData("湖", 0)]
    [InlineData("酒仙湖", 0)]
    [InlineData("3d", 0)]
    [InlineData("３Ｄ", 0)]
    [InlineData("区", 1)]
    [InlineData("神农", 2)]
    [InlineData("SHENNONG", 2)]
    [InlineData("如画", 3)]
    [InlineData("开船", 3)]
    [InlineData("", 0)]
    public void A_word_is_found_where_it_weighs_most(string query, int rank) =>
        Assert.Equal(rank, Boat.RankOf(OfferSearch.Words(query)));

    [Theory]
    [InlineData("电影")]
    [InlineData("湖 电影")]
    public void All_words_must_be_found(string query) => Assert.Null(Boat.RankOf(OfferSearch.Words(query)));

    [Fact]
    public void Several_words_weigh_as_the_worst_of_them() =>
        Assert.Equal(3, Boat.RankOf(OfferSearch.Words("湖　风景")));
}
