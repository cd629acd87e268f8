namespace Rewards.Domain.Programmes;

/// <summary>How long an order waits for its cash, and how little cash can be paid.</summary>
/// <param name="WithinMinutes">From the order on, and never beyond the end of its booking.</param>
/// <param name="MinimumCash">What a provider takes at least.</param>
public sealed record PayingRules(int WithinMinutes, Fen MinimumCash)
{
    /// <summary>For documents that were made before there was the setting.</summary>
    public static PayingRules Usual { get; } = new(30, new Fen(400));

    /// <summary>Beyond <see cref="LeastTime"/>, or nobody could pay.</summary>
    public const int ShortestMinutes = 5;

    /// <summary>A provider's session lives a minute longer: one is enough.</summary>
    public const int LongestMinutes = 30;

    /// <summary>So much longer points and places are held: a payment may be under way when the time to pay is over.</summary>
    public static readonly TimeSpan HeldBeyond = TimeSpan.FromMinutes(15);

    /// <summary>Nobody is sent away to pay with less time than that.</summary>
    public static readonly TimeSpan LeastTime = TimeSpan.FromMinutes(3);

    /// <summary>How many orders of one member may await payment at once.</summary>
    public int MostUnpaid { get; init; } = 3;

    /// <summary>How many orders that were not paid in time block new ones with cash.</summary>
    public int LapsedLimit { get; init; } = 5;

    /// <summary>So far back these count.</summary>
    public int LapsedWithinDays { get; init; } = 7;

    /// <summary>For how long they block, from the last one.</summary>
    public int BlockedHours { get; init; } = 24;
}
