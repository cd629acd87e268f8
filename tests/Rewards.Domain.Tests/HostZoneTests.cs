using Rewards.Domain.CheckingIn;

namespace Rewards.Domain.Tests;

/// <summary>Moves the whole test process to other time zones, so nothing else runs meanwhile.</summary>
[Collection(nameof(HostZoneTests))]
[CollectionDefinition(nameof(HostZoneTests), DisableParallelization = true)]
public sealed class HostZoneTests : IDisposable
{
    private readonly string? before = Environment.GetEnvironmentVariable("TZ");

    [Theory]
    [InlineData("Etc/UTC", 0)]
    [InlineData("America/New_York", -5)]
    [InlineData("Pacific/Kiritimati", 14)]
    public void Days_do_not_depend_on_the_zone_of_the_host(string hostZone, int hoursFromUtc)
    {
        MoveHostTo(hostZone);

        Assert.Equal(TimeSpan.FromHours(hoursFromUtc), TimeZoneInfo.Local.GetUtcOffset(Some.At(Some.Noon)));
        Assert.Equal(Some.Day("2026-11-24"), Some.Shanghai.DateOf(Some.At("2026-11-24 23:59:59.999")));
        Assert.Equal(Some.At("2026-11-25 00:00"), Some.Shanghai.EndOf(Some.Day("2026-11-24")));
    }

    [Theory]
    [InlineData("Etc/UTC")]
    [InlineData("America/New_York")]
    public void Check_ins_before_and_after_midnight_in_Shanghai_are_two_wherever_the_host_stands(string hostZone)
    {
        MoveHostTo(hostZone);

        var before = CheckIn.Decide(Some.Account(), Some.Moment("2026-11-24 23:59:59")).Value;
        var after = CheckIn.Decide(before.Ledger.Account, Some.Moment("2026-11-25 00:00:01")).Value;

        Assert.Equal((Some.Day("2026-11-24"), Some.Day("2026-11-25")), (before.On, after.On));
        Assert.Equal(2, after.StreakDays);
    }

    public void Dispose() => MoveHostTo(before);

    private static void MoveHostTo(string? zone)
    {
        Environment.SetEnvironmentVariable("TZ", zone);
        TimeZoneInfo.ClearCachedData();
    }
}
