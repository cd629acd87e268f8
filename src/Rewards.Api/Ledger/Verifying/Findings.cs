using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>Collects findings: counts all, keeps enough of each check to see what is wrong.</summary>
internal sealed class Findings
{
    private readonly List<Finding> kept = [];
    private readonly Dictionary<string, int> keptByCheck = [];

    public IReadOnlyList<Finding> Kept => kept;

    public long Count { get; private set; }

    public void Add(string invariant, string check, IStored where, FormattableString sentence) =>
        Add(invariant, check, (where.MemberId, where.Row), sentence);

    public void Add(string invariant, string check, (string? MemberId, string Row) where, FormattableString sentence)
    {
        Count++;
        var ofThisCheck = keptByCheck.GetValueOrDefault(check);
        if (kept.Count < VerificationReport.MostFindings && ofThisCheck < VerificationReport.MostFindingsOfOneCheck)
        {
            keptByCheck[check] = ofThisCheck + 1;
            kept.Add(new Finding(invariant, check, where.MemberId, where.Row, FormattableString.Invariant(sentence)));
        }
    }
}
