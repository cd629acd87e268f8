using System.Globalization;
using CsCheck;

namespace Rewards.Domain.Tests;

public sealed class BusinessCalendarTests
{
    [Theory]
    [InlineData("2026-11-23T15:59:59.999Z", "2026-11-23")]
    [InlineData("2026-11-23T16:00:00.000Z", "2026-11-24")]
    [InlineData("2026-12-31T16:00:00.000Z", "2027-01-01")]
    [InlineData("2028-02-28T16:00:00.000Z", "2028-02-29")]
    [InlineData("2028-02-29T16:00:00.000Z", "2028-03-01")]
    public void A_day_begins_at_midnight_in_Shanghai(string instant, string day) =>
        Assert.Equal(Some.Day(day), Some.Shanghai.DateOf(Instant(instant)));

    [Fact]
    public void A_day_ends_with_its_last_millisecond()
    {
        var end = Some.Shanghai.EndOf(Some.Day("2026-11-30"));

        Assert.Equal(Instant("2026-11-30T16:00:00Z"), end);
        Assert.Equal(Some.Day("2026-11-30"), Some.Shanghai.DateOf(end.AddMilliseconds(-1)));
        Assert.Equal(TimeSpan.Zero, end.Offset);
    }

    [Fact]
    public void The_offset_in_which_an_instant_is_written_does_not_matter()
    {
        var instant = Instant("2026-11-23T16:00:00Z");

        Assert.Equal(Some.Day("2026-11-24"), Some.Shanghai.DateOf(instant.ToOffset(TimeSpan.FromHours(-5))));
    }

    [Theory]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z")]
    [InlineData("Asia/Beirut", "2024-03-31", "2024-03-30T22:00:00Z")]
    [InlineData("Asia/Beirut", "2024-10-27", "2024-10-26T22:00:00Z")]
    [InlineData("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z")]
    [InlineData("America/Asuncion", "2024-10-06", "2024-10-06T04:00:00Z")]
    [InlineData("Asia/Damascus", "2022-03-25", "2022-03-24T22:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z")]
    public void Where_clocks_change_at_midnight_a_day_has_a_first_instant(string zone, string day, string start) =>
        Assert.Equal(Instant(start), Calendar(zone).StartOf(Some.Day(day)));

    [Fact]
    public void In_every_zone_nothing_of_a_day_comes_before_its_start() =>
        Gen.Select(Gens.Zone, Gens.Day(2000, 2040)).Sample((zone, day) =>
        {
            var calendar = new BusinessCalendar(zone);

            var start = calendar.StartOf(day);

            return calendar.DateOf(start) >= day && calendar.DateOf(start.AddMilliseconds(-1)) < day;
        }, iter: 5_000);

    private static BusinessCalendar Calendar(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
