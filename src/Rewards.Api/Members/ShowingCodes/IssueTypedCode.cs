using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Members.ShowingCodes;

/// <summary>Keeps digits that a till may type for a code; answers with them.</summary>
/// <param name="code">What they stand for.</param>
/// <param name="candidates">Digits to try in this order: those of another code that is kept are not taken.</param>
public sealed class IssueTypedCode(MemberCode code, IReadOnlyList<string> candidates) : LedgerCommand<string>
{
    /// <summary>One is taken for every ten thousand million that could be: three never are.</summary>
    public static IssueTypedCode For(MemberCode code) =>
        new(code, [TypedCode.New(), TypedCode.New(), TypedCode.New()]);

    protected internal override string Subject => code.MemberId;

    protected internal override string Actor => Moment.Member;

    protected internal override void Name(Group group, Wanted wanted)
    {
        foreach (var digits in candidates)
        {
            wanted.Row<TypedCodeRow>(digits);
        }
    }

    protected override (string Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        var row = new TypedCodeRow
        {
            Key = candidates.First(digits => group.Find<TypedCodeRow>(digits) is null),
            MemberId = code.MemberId,
            Nonce = code.Nonce,
            ExpiresAt = code.ExpiresAt,
        };
        return (row.Key, new Changes { Added = [row] });
    }
}
