namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>
/// Values that a ledger can hold. What lies outside is damage, and is kept out of all arithmetic: it could overflow and
/// end the verification.
/// </summary>
internal static class Plausible
{
    /// <summary>A balance has at most 10^12 points; what an account ever earned may be more.</summary>
    private const long LargestNumber = 10_000_000_000_000;

    private const int FirstYear = 2000;
    private const int LastYear = 2999;

    public static long? Number(long? number) => number is >= -LargestNumber and <= LargestNumber ? number : null;

    public static DateOnly? Day(DateOnly day) => day.Year is >= FirstYear and <= LastYear ? day : null;

    public static DateTimeOffset? Instant(DateTimeOffset instant) =>
        instant.Year is >= FirstYear and <= LastYear ? instant : null;
}
