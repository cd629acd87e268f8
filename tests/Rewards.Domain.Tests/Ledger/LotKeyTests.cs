using CsCheck;
using Rewards.Domain.Ledger;

namespace Rewards.Domain.Tests.Ledger;

public sealed class LotKeyTests
{
    [Theory]
    [InlineData("signup/2026-11-30", "adjustment/2026-12-31")]
    [InlineData("adjustment/2026-11-30", "signup/2026-11-30")]
    [InlineData("Signup/2026-11-30", "signup/2026-11-30")]
    [InlineData("check_in/2026-11-30", "grace:check_in/2026-11-30")]
    public void The_soonest_to_expire_comes_first_and_then_the_source_by_its_bytes(string first, string second)
    {
        var (one, other) = (LotKey.Parse(first), LotKey.Parse(second));

        Assert.True(one < other && one <= other && other > one && other >= one);
        Assert.True(one.CompareTo(one) == 0 && one <= LotKey.Parse(first) && one >= LotKey.Parse(first));
    }

    [Fact]
    public void A_stored_name_reads_back_as_the_same_lot() =>
        Gens.LotKey.Sample(lot => LotKey.Parse(lot.ToString()) == lot);

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void A_lot_is_stored_alike_whatever_calendar_the_host_uses(string culture)
    {
        const string stored = "signup/2027-11-30";

        Assert.Equal(stored, Culture.Run(culture, new LotKey("signup", Some.Day("2027-11-30")).ToString));
        Assert.Equal(Some.Day("2027-11-30"), Culture.Run(culture, () => LotKey.Parse(stored)).ExpiresOn);
    }

    [Theory]
    [InlineData("")]
    [InlineData("signup")]
    [InlineData("/2027-11-30")]
    [InlineData("signup/")]
    [InlineData("signup/2027-11-31")]
    [InlineData("signup/2027-1-3")]
    [InlineData("signup/2027-11-30 ")]
    public void A_damaged_name_fails_loudly(string text)
    {
        var exception = Assert.Throws<LedgerException>(() => LotKey.Parse(text));

        Assert.Contains($"'{text}'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Grace_is_part_of_the_name_of_the_source()
    {
        var lot = LotKey.Parse("signup/2026-11-30");

        var grace = lot.WithGrace(Some.Day("2026-12-04"));

        Assert.False(lot.IsGrace);
        Assert.True(grace.IsGrace);
        Assert.Equal("grace:signup/2026-12-04", grace.ToString());
    }
}
