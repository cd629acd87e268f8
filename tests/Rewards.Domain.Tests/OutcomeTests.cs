namespace Rewards.Domain.Tests;

public sealed class OutcomeTests
{
    [Fact]
    public void A_decision_has_a_value_or_a_refusal()
    {
        Outcome<Points> granted = new Points(5);
        Outcome<Points> refused = new Refusal("already_checked_in", "Checked in already.");

        Assert.Null(granted.Refusal);
        Assert.Equal(new Points(5), granted.Value);
        Assert.Equal("already_checked_in", refused.Refusal?.Code);
    }

    [Fact]
    public void Taking_the_value_of_a_refusal_is_a_bug_and_fails()
    {
        Outcome<Points> refused = new Refusal("already_checked_in", "Checked in already.");

        var exception = Assert.Throws<InvalidOperationException>(() => refused.Value);

        Assert.Contains("already_checked_in", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_ledger_keeps_its_cause()
    {
        var cause = new FormatException();

        Assert.Same(cause, new LedgerException("A row is damaged.", cause).InnerException);
        Assert.NotEmpty(new LedgerException().Message);
    }
}
