using Rewards.Domain.Ledger;

namespace Rewards.Domain.Tests.Ledger;

/// <summary>A movement of points that are not there is a bug or a damaged row: nothing comes out of it.</summary>
public sealed class ImpossibleMovementTests
{
    private const string Lot = "adjustment/" + Some.LastDay;

    private static readonly LedgerChange Holding = LedgerChange.Open(
        Some.Held(Some.Account(100), points: 40).Ledger.Account, Some.Moment());

    [Theory]
    [InlineData(Lot, 61)]
    [InlineData("signup/2027-11-30", 1)]
    public void Points_that_are_not_available_cannot_be_spent(string lot, long points) =>
        Assert.Throws<LedgerException>(() => Holding.Post(Out(LedgerAccount.Available, lot, points)));

    [Theory]
    [InlineData(Lot, 41)]
    [InlineData("signup/2027-11-30", 1)]
    public void Points_that_are_not_held_cannot_be_captured(string lot, long points) =>
        Assert.Throws<LedgerException>(() => Holding.Post(Out(LedgerAccount.Held, lot, points)));

    [Fact]
    public void A_redemption_without_a_hold_has_nothing_to_capture() =>
        Assert.Throws<LedgerException>(() =>
            Holding.Post(Out(LedgerAccount.Held, Lot, 1) with { Reference = "rdm_2" }));

    [Theory]
    [InlineData("available", "breakage")]
    [InlineData("issued:signup", "available")]
    [InlineData("available", "held")]
    [InlineData("held", "available")]
    public void Points_of_a_member_always_belong_to_a_lot(string from, string to)
    {
        var nameless = new Movement(EntryKind.Release, from, to, [new Slice(null, null, new Points(1))])
        {
            Reference = Some.RedemptionId,
        };

        Assert.Throws<LedgerException>(() => Holding.Post(nameless));
    }

    private static Movement Out(string from, string lot, long points) =>
        new(EntryKind.Capture, from, LedgerAccount.Merchant("mch_1"), [Slice.OutOf(Some.Lot(lot, points))])
        {
            Reference = Some.RedemptionId,
        };
}
