using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Paying;
using Rewards.Domain.Ledger;
using Rewards.Domain.Paying;

namespace Rewards.Api.Culture.Paying;

/// <summary>Writes down where the provider lets the member pay.</summary>
internal sealed class RecordSession(
    PayingRows rows, string attemptId, SessionStarted started, KeyedRequest request) : KeyedCommand(request)
{
    protected internal override string Subject => rows.MemberId;

    protected internal override string Actor => Moment.Member;

    protected override void NameOwn(Group group, Wanted names) => rows.Name(group, names);

    protected override bool IsFound(Group group) => rows.Find(group) is not null;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var row = rows.Attempts(group).Single(one => one.Id == attemptId);
        var answer = StoredAnswer.Ok(new PaymentResponse(row.Url ?? started.Url, rows.Find(group)!.PayUntil!.Value));

        // The job may have heard of the session before, and hears of no page.
        return row.Url is not null || row.State != AttemptState.Open
            ? (answer, Changes.None)
            : (answer, new Changes
            {
                Ledgers = [LedgerChange.Open(rows.Account(group), moment)],
                Changed = [row.With(row.ToAttempt() with { SessionId = started.SessionId, Url = started.Url })],
            });
    }
}
