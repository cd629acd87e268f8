namespace Rewards.Domain.Tests;

public sealed class FenTests
{
    [Fact]
    public void Money_that_does_not_fit_fails_loudly()
    {
        Assert.Throws<OverflowException>(() => new Fen(long.MaxValue) + new Fen(1));
        Assert.Throws<OverflowException>(() => new Fen(long.MinValue) - new Fen(1));
        Assert.Throws<OverflowException>(() => new Fen((long.MaxValue / 2) + 1) * 2);
    }

    [Fact]
    public void Money_is_counted_in_whole_fen()
    {
        var ticket = new Fen(3500);

        Assert.Equal(new Fen(7000), ticket * 2);
        Assert.Equal(new Fen(2250), ticket - new Fen(1250));
        Assert.Equal(ticket, Fen.Max(ticket, new Fen(3499)));
        Assert.Equal(ticket, Fen.Max(new Fen(3499), ticket));
    }

    [Fact]
    public void Money_is_written_alike_in_every_culture() =>
        Assert.Equal("-1234567", Culture.Run("ar-SA", new Fen(-1_234_567).ToString));
}
