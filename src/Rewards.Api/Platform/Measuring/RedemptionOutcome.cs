using Rewards.Domain.Redeeming;

namespace Rewards.Api.Platform.Measuring;

/// <summary>What one command made of a redemption.</summary>
/// <param name="Name">As the label has it.</param>
/// <param name="Code">Why it was refused; null otherwise.</param>
internal readonly record struct RedemptionOutcome(string Name, string? Code = null)
{
    public static RedemptionOutcome Expired { get; } = new("expired");

    public static RedemptionOutcome Refused(string code) => new("refused", code);

    /// <summary>A captured one that is captured still was refunded.</summary>
    /// <param name="before">Null: it is new.</param>
    /// <param name="after">As it is now.</param>
    public static RedemptionOutcome Of(RedemptionStatus? before, RedemptionStatus after) =>
        new(before == RedemptionStatus.Captured ? "refunded" : WireName.Of(after));
}
