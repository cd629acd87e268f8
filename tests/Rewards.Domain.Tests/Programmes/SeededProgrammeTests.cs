using Rewards.Domain.Programmes;

namespace Rewards.Domain.Tests.Programmes;

public sealed class SeededProgrammeTests
{
    private static readonly Programme Seeded = ProgrammeDocument.Parse(SeedFile.Programme).Programme!;

    [Fact]
    public void The_seeded_programme_has_no_mistakes() =>
        Assert.Empty(ProgrammeDocument.Parse(SeedFile.Programme).Errors);

    [Fact]
    public void It_is_the_programme_of_Zhuzhou()
    {
        Assert.Equal((1, "株洲文化消费平台", "株洲市文体广新局"), (Seeded.Version, Seeded.Name.Zh, Seeded.OperatedBy));
        Assert.Equal("Zhuzhou Culture Consumption Platform", Seeded.Name.En);
        Assert.Equal("Asia/Shanghai", Seeded.Calendar.Zone.Id);
    }

    [Fact]
    public void It_gives_300_points_for_signing_up() => Assert.Equal(new Points(300), Seeded.Earning.SignupPoints);

    [Theory]
    [InlineData(Category.Book, "1 x 8800", 5000)]
    [InlineData(Category.Film, "1 x 3500", 2250)]
    [InlineData(Category.Scenic, "1 x 9999", 4999)]
    [InlineData(Category.Leisure, "1 x 10000", 3000)]
    public void It_caps_each_category(Category category, string lines, long most) =>
        Assert.Equal(new Fen(most), Assert.Single(Seeded.Caps[category]).LimitOn(Some.Purchase(lines)));

    [Fact]
    public void What_the_source_does_not_state_is_assumed()
    {
        Assert.Equal(Some.Programme.Earning, Seeded.Earning);
        Assert.Equal(Some.Programme.Expiry, Seeded.Expiry);
        Assert.Equal((new PointRate(10), TimeSpan.FromMinutes(15)), (Seeded.Rate, Seeded.HoldFor));
        Assert.Equal(new AdjustingRules(new Points(1000), new Points(3000)), Seeded.Adjusting);
        Assert.Equal(PayingRules.Usual, Seeded.Paying);
    }

    [Fact]
    public void How_cash_is_paid_can_be_set()
    {
        var document = new (string Name, int Value)[]
        {
            ("within_minutes", 20), ("minimum_cash_fen", 500), ("most_unpaid", 2), ("lapsed_limit", 4), ("lapsed_within_days", 6), ("blocked_hours", 12),
        }.Aggregate(SeedFile.Programme, (json, setting) => json.With($"paying.{setting.Name}.value", $"{setting.Value}"));

        Assert.Equal(
            new PayingRules(20, new Fen(500)) { MostUnpaid = 2, LapsedLimit = 4, LapsedWithinDays = 6, BlockedHours = 12 },
            ProgrammeDocument.Parse(document).Programme!.Paying);
    }

    [Fact]
    public void A_document_of_before_pays_as_usual() =>
        Assert.Equal(PayingRules.Usual, ProgrammeDocument.Parse(SeedFile.Programme.Without("paying")).Programme!.Paying);
}
