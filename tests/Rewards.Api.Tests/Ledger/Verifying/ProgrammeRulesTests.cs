using Rewards.Api.Ledger.Verifying.Reading;
using Rewards.Api.Platform.Seeding;
using Rewards.Domain;

namespace Rewards.Api.Tests.Ledger.Verifying;

/// <summary>
/// The verifier reckons days by itself; where that differs from the service, one of the two is wrong.
/// </summary>
public sealed class ProgrammeRulesTests
{
    private static readonly SeedFiles Seeds = SeedFiles.Read(SeedFiles.DefaultFolder);

    [Theory]
    [InlineData("Asia/Shanghai")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("America/Havana")]
    [InlineData("Africa/Cairo")]
    [InlineData("Europe/Berlin")]
    [InlineData("Pacific/Chatham")]
    public void Days_end_when_the_service_says_so(string zone)
    {
        var rules = ProgrammeRules.Parse(Seeds.ProgrammeDocument.Replace("Asia/Shanghai", zone))!;
        var calendar = new BusinessCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone));

        for (var day = new DateOnly(2004, 1, 1); day.Year < 2031; day = day.AddDays(1))
        {
            Assert.Equal(calendar.EndOf(day), rules.EndOf(day));
        }
    }

    [Fact]
    public void Points_live_as_long_as_the_service_says()
    {
        var rules = ProgrammeRules.Parse(Seeds.ProgrammeDocument)!;

        for (var day = new DateOnly(2026, 1, 1); day.Year < 2031; day = day.AddDays(1))
        {
            Assert.Equal(Seeds.Programme.Expiry.LastDayOfPointsEarnedOn(day), rules.LastDayOfPointsFrom(day));
        }
    }

    [Theory]
    [InlineData("Asia/Shanghai", "Asia/Atlantis")]
    [InlineData("\"grace_days\"", "\"grace\"")]
    [InlineData("\"fen_per_point\": {", "\"fen_per_point\": [{")]
    public void A_damaged_document_is_no_rules(string part, string damage) =>
        Assert.Null(ProgrammeRules.Parse(Seeds.ProgrammeDocument.Replace(part, damage)));
}
