using CsCheck;
using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Tests.Redeeming;

public sealed class QuoteRefusalTests
{
    [Theory]
    [InlineData(820, 501, "cap_exceeded")]
    [InlineData(501, 502, "cap_exceeded")]
    [InlineData(500, 501, "insufficient_points")]
    [InlineData(499, 500, "insufficient_points")]
    [InlineData(0, 1, "insufficient_points")]
    public void Asking_for_too_much_says_whether_the_balance_was_the_reason(long spendable, long asked, string code) =>
        Assert.Equal(code, Decide("1 x 8800", asked, spendable).Refusal?.Code);

    [Fact]
    public void A_refusal_carries_the_numbers_behind_it()
    {
        var facts = Decide("1 x 8800", points: 501, spendable: 820).Refusal!.Facts;

        Assert.Equal(["limits", "max_points", "requested_points", "spendable_points"], facts.Keys.Order());
        Assert.Equal((501L, 500L, 820L), (facts["requested_points"], facts["max_points"], facts["spendable_points"]));
        Assert.Equal(
            [("total", 8800L, false), ("balance", 8200, false), ("per_purchase", 5000, true)],
            ((IEnumerable<Limit>)facts["limits"]).Select(limit => (limit.Rule, limit.Most.Value, limit.IsBinding)));
    }

    [Fact]
    public void On_a_tie_with_the_cap_the_balance_is_named()
    {
        var refusal = Decide("1 x 8800", points: 501, spendable: 500).Refusal!;

        Assert.Equal("insufficient_points", refusal.Code);
        Assert.Equal(2, ((IEnumerable<Limit>)refusal.Facts["limits"]).Count(limit => limit.IsBinding));
    }

    [Fact]
    public void More_points_than_the_purchase_costs_are_refused() =>
        Assert.Equal("cap_exceeded", Decide("3 x 990", points: 298, spendable: 820).Refusal?.Code);

    [Fact]
    public void Fewer_than_no_points_cannot_be_asked_for() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Decide("1 x 8800", points: -1, spendable: 820));

    [Fact]
    public void A_number_is_granted_exactly_up_to_what_the_limits_allow() =>
        Gen.Select(Gens.Category, Gens.Purchase, Gen.Long[0, 2000]).Sample((category, purchase, spendable) =>
        {
            var most = Decide(null).Value.MaxPoints;

            Assert.Equal(most, Decide(most).Value.Points);
            Assert.Equal(most, Decide(Points.Zero).Value.MaxPoints);
            Assert.NotNull(Decide(most + new Points(1)).Refusal);

            Outcome<Quote> Decide(Points? asked) => Some.Quote(
                new QuoteRequest(category, purchase, asked), new Points(spendable), Some.Programme);
        });

    private static Outcome<Quote> Decide(string lines, long points, long spendable) =>
        Some.Quote(Some.Wanted(lines, points), new Points(spendable), Some.Programme);
}
