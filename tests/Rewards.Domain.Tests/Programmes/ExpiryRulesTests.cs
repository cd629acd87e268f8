using CsCheck;
using Rewards.Domain.Programmes;

namespace Rewards.Domain.Tests.Programmes;

public sealed class ExpiryRulesTests
{
    [Theory]
    [InlineData("2026-11-01", 12, "2027-11-30")]
    [InlineData("2026-11-30", 12, "2027-11-30")]
    [InlineData("2026-12-01", 12, "2027-12-31")]
    [InlineData("2027-02-01", 12, "2028-02-29")]
    [InlineData("2027-02-28", 12, "2028-02-29")]
    [InlineData("2028-02-29", 12, "2029-02-28")]
    [InlineData("2026-01-31", 1, "2026-02-28")]
    [InlineData("2026-12-31", 2, "2027-02-28")]
    [InlineData("2026-11-24", 120, "2036-11-30")]
    public void Points_live_to_the_end_of_the_month(string earnedOn, int months, string lastDay) =>
        Assert.Equal(Some.Day(lastDay), new ExpiryRules(months, 7).LastDayOfPointsEarnedOn(Some.Day(earnedOn)));

    [Fact]
    public void Points_never_live_shorter_than_promised() =>
        Gen.Select(Gens.Day(2020, 2050), Gen.Int[1, 120]).Sample((earnedOn, months) =>
        {
            var lastDay = new ExpiryRules(months, 7).LastDayOfPointsEarnedOn(earnedOn);

            return lastDay >= earnedOn.AddMonths(months) && lastDay.AddDays(1).Day == 1;
        });
}
