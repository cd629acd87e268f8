using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// The whole programme in five sums. What was issued, expired and withdrawn comes from the entries, what is outstanding
/// from the accounts, what is spent from the redemptions: three tables that must agree.
/// </summary>
internal sealed class ProgrammeTotals
{
    private Int128 issued;
    private Int128 outstanding;
    private Int128 spent;
    private Int128 expired;
    private Int128 withdrawn;

    public void Add(MemberRows member, Replay replay)
    {
        issued += replay.Earned;
        expired += replay[Side.Breakage];
        withdrawn += replay[Side.Withdrawn];
        outstanding += (member.Account?.Available ?? 0) + (member.Account?.Held ?? 0);
        spent += member.Redemptions.Where(redemption => redemption.IsCaptured)
            .Sum(redemption => redemption.Points - redemption.RefundedPoints);
    }

    /// <summary>I4.</summary>
    public void Check(Findings findings)
    {
        var accountedFor = outstanding + spent + expired + withdrawn;
        if (issued != accountedFor)
        {
            findings.Add(
                Invariant.Programme,
                "programme_totals",
                (null, "programme"),
                $"{issued} points issued, but {outstanding} outstanding + {spent} spent + {expired} expired + {withdrawn} withdrawn are {accountedFor}.");
        }
    }
}
