namespace Rewards.Api.Culture.Supplying;

/// <summary>Bodies that work as they are written.</summary>
internal static class OfferExamples
{
    public static object Version { get; } = new
    {
        Title = "羽毛球 · 一小时",
        Summary = "四片场地，自带球拍",
        PriceFen = 0,
        Unit = "小时",
        Admits = 4,
        Payment = "free",
        Limits = new { PerOrder = 1, PerDay = 1 },
        Booking = new { Mode = "required", Opens = new { DaysBefore = 3, At = "08:00" }, ClosesMinutesBefore = 0 },
        Admission = new { FromMinutesBefore = 15, UntilMinutesAfterStart = 15, OnMiss = "release" },
        Tags = new[] { "羽毛球" },
    };

    public static object Court { get; } = new
    {
        Kind = "slot",
        Title = "羽毛球 · 一小时",
        Summary = "四片场地，自带球拍",
        PriceFen = 0,
        Unit = "小时",
        Admits = 4,
        Payment = "free",
        Tags = new[] { "羽毛球" },
    };

    public static NewSlot Slot { get; } = new()
    {
        StartsAt = new DateTimeOffset(2030, 1, 5, 1, 0, 0, TimeSpan.Zero),
        EndsAt = new DateTimeOffset(2030, 1, 5, 2, 0, 0, TimeSpan.Zero),
        Capacity = 4,
    };

    public static object Template { get; } = new
    {
        DryRun = true,
        DaysAhead = 7,
        Weekdays = new[] { "saturday", "sunday" },
        Windows = new[] { new { From = "09:00", Until = "12:00" }, new { From = "14:30", Until = "17:00" } },
        SlotMinutes = 60,
        Rest = "drop",
        Capacity = 4,
    };
}
