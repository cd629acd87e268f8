using Rewards.Domain.Ledger;

namespace Rewards.Domain.Tests.Ledger;

public sealed class EntryTests
{
    private static readonly LotKey Lot = LotKey.Parse("signup/2027-11-30");

    [Fact]
    public void An_entry_moves_what_its_slices_add_up_to()
    {
        var entry = Entry("issued:signup", "available", Slice.Into(Lot, new(30)), Slice.Into(Lot, new(12)));

        Assert.Equal(new Points(42), entry.Points);
    }

    [Fact]
    public void An_entry_from_an_account_to_itself_cannot_exist() =>
        Assert.Throws<LedgerException>(() => Entry("available", "available", Slice.Into(Lot, new(1))));

    [Fact]
    public void An_entry_that_moves_nothing_cannot_exist() =>
        Assert.Throws<LedgerException>(() => Entry("issued:signup", "available"));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_entry_with_a_slice_of_less_than_a_point_cannot_exist(long points) =>
        Assert.Throws<LedgerException>(() =>
            Entry("issued:signup", "available", Slice.Into(Lot, new(300)), Slice.Into(Lot, new(points))));

    private static Entry Entry(string from, string to, params Slice[] slices) => new(from, to, slices)
    {
        MemberId = Some.MemberId,
        Seq = 1,
        Kind = EntryKind.Signup,
        AvailableAfter = new Points(300),
        BusinessDate = Some.Day("2026-11-24"),
        At = Some.At(Some.Noon),
        ProgrammeVersion = 1,
        Actor = Moment.Member,
    };
}
