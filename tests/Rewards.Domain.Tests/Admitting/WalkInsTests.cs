using Rewards.Domain.Admitting;
using Rewards.Domain.Supplying;

namespace Rewards.Domain.Tests.Admitting;

/// <summary>Ten places from noon to one o'clock: six taken, two of these used, one place kept for who comes.</summary>
public sealed class WalkInsTests
{
    private static readonly SlotTimes Slot = new(
        Some.At("2026-11-25 12:00"), Some.At("2026-11-25 13:00"), false, new SlotPlaces(10, 6, 2, 1, 0));

    [Theory]
    [InlineData("2026-11-25 11:29", 1, "too_early")]
    [InlineData("2026-11-25 11:30", 4, null)]
    [InlineData("2026-11-25 11:30", 5, "no_place_left")]
    [InlineData("2026-11-25 12:14", 5, "no_place_left")]
    [InlineData("2026-11-25 12:15", 8, null)]
    [InlineData("2026-11-25 12:15", 9, "no_place_left")]
    [InlineData("2026-11-25 12:59", 8, null)]
    [InlineData("2026-11-25 13:00", 1, "too_late")]
    public void They_get_what_nobody_has_and_later_what_nobody_came_for(string clock, int places, string? code) =>
        Assert.Equal(code, WalkIns.WhyNot(new WalkInParty(places, places, null), Slot, Content(), Some.At(clock))?.Code);

    [Theory]
    [InlineData("2026-11-25 12:00", 1, 0)]
    [InlineData("2026-11-25 12:00", 3, 2)]
    [InlineData("2026-11-25 12:15", 3, 0)]
    public void What_was_kept_for_them_is_used_first(string clock, int places, int more) =>
        Assert.Equal(more, WalkIns.MoreKept(new WalkInParty(places, places, null), Slot, Content(), Some.At(clock)));

    [Fact]
    public void Kept_places_stay_kept_where_nothing_is_released()
    {
        var keeping = Content() with { Admission = AdmissionRules.Usual };

        Assert.Equal(4, Slot.LeftForWalkInsAt(Some.At("2026-11-25 12:15"), keeping.Admission));
    }

    [Theory]
    [InlineData(null, "eligibility_required")]
    [InlineData(Eligibility.Student, "eligibility_required")]
    [InlineData(Eligibility.Soldier, null)]
    public void Who_is_meant_is_said(Eligibility? said, string? code)
    {
        var meant = Content() with { Eligibility = [Eligibility.Soldier] };

        Assert.Equal(code, WalkIns.WhyNot(new WalkInParty(1, 1, said), Slot, meant, Some.At("2026-11-25 12:00"))?.Code);
    }

    private static OfferContent Content() => new()
    {
        Title = "游泳",
        Price = Fen.Zero,
        Unit = "位",
        Payment = PaymentWay.Free,
        Admission = new AdmissionRules(30, 15, OnMiss.Release),
        Cancellation = CancellationRules.FreeUntilStart,
    };
}
