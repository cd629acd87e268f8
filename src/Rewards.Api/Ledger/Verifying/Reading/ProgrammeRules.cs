using System.Text.Json;

namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>One cap of one category, as the programme's document states it.</summary>
/// <param name="Number">Fen or percent, as the rule has it.</param>
internal sealed record CapRule(string Rule, long Number);

/// <summary>
/// What one version of the programme says about points, read from its document by the verifier itself.
/// </summary>
internal sealed record ProgrammeRules
{
    public required TimeZoneInfo Zone { get; init; }

    public required long FenPerPoint { get; init; }

    public required long SignupPoints { get; init; }

    public required long CheckInPoints { get; init; }

    public required long StreakBonusPoints { get; init; }

    public required long StreakBonusEveryDays { get; init; }

    public required long InvitationPoints { get; init; }

    public required long InvitationsPerMonth { get; init; }

    public required int ValidMonths { get; init; }

    public required int GraceDays { get; init; }

    public required int HoldMinutes { get; init; }

    /// <summary>The most points that one operator gives and takes alone for one member on a business date.</summary>
    public required long AdjustedAlone { get; init; }

    /// <summary>The caps of each category.</summary>
    public required IReadOnlyList<IReadOnlyList<CapRule>> Categories { get; init; }

    /// <summary>Null: the document is damaged.</summary>
    public static ProgrammeRules? Parse(string document)
    {
        try
        {
            return LedgerText.Read(document, Read);
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return null;
        }
    }

    public DateOnly DateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The first instant (UTC) after <paramref name="day"/>, also where clocks change at midnight.</summary>
    public DateTimeOffset EndOf(DateOnly day)
    {
        var next = day.AddDays(1);
        var midnight = next.ToDateTime(TimeOnly.MinValue);

        // The offset some hours before or after is the one in force; of two readings of midnight the earlier counts.
        var readings = new[] { midnight.AddHours(-6), midnight.AddHours(6) }
            .Select(around => new DateTimeOffset(midnight, Zone.GetUtcOffset(around)).ToUniversalTime());
        return readings.Where(reading => DateOf(reading) == next).Min();
    }

    /// <summary>
    /// The last valid day of points that were earned on <paramref name="day"/>: always a month's end.
    /// </summary>
    public DateOnly LastDayOfPointsFrom(DateOnly day)
    {
        var firstOfMonth = new DateOnly(day.Year, day.Month, 1);
        return firstOfMonth.AddMonths(ValidMonths + 1).AddDays(-1);
    }

    private static ProgrammeRules Read(JsonElement document)
    {
        var (earning, expiry) = (document.GetProperty("earning"), document.GetProperty("expiry"));
        return new ProgrammeRules
        {
            Zone = TimeZoneInfo.FindSystemTimeZoneById(LedgerText.Text(document.GetProperty("time_zone"), "value")),
            FenPerPoint = Value(document, "fen_per_point"),
            SignupPoints = Value(earning, "signup_points"),
            CheckInPoints = Value(earning, "check_in_points"),
            StreakBonusPoints = Value(earning, "streak_bonus_points"),
            StreakBonusEveryDays = Math.Max(1, Value(earning, "streak_bonus_every_days")),
            InvitationPoints = Value(earning, "invitation_points"),
            InvitationsPerMonth = Value(earning, "invitations_per_month"),
            ValidMonths = SmallValue(expiry, "valid_months"),
            GraceDays = SmallValue(expiry, "grace_days"),
            HoldMinutes = SmallValue(document.GetProperty("redeeming"), "hold_minutes"),
            AdjustedAlone = Value(document.GetProperty("adjusting"), "approval_above_points"),
            Categories =
            [
                .. document.GetProperty("categories").EnumerateObject()
                    .Select(category => category.Value.TryGetProperty("caps", out var caps)
                        ? LedgerText.All(caps, ReadCap)
                        : []),
            ],
        };
    }

    private static CapRule ReadCap(JsonElement cap) => new(
        LedgerText.Text(cap, "rule"),
        LedgerText.Whole(cap, cap.TryGetProperty("percent", out _) ? "percent" : "fen"));

    private static long Value(JsonElement owner, string setting) =>
        LedgerText.Whole(owner.GetProperty(setting), "value");

    /// <summary>Days, months and minutes: small enough to be added to a date.</summary>
    private static int SmallValue(JsonElement owner, string setting) =>
        Value(owner, setting) is >= 0 and <= 20_000 and var value
            ? (int)value
            : throw new FormatException($"{setting} is out of range.");
}
