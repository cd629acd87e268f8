using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Members.ReadingNotices;

/// <summary>Keeps that a member has read a notice. Doing it again changes nothing.</summary>
/// <param name="memberId">Who.</param>
/// <param name="noticeId">One that the member was told.</param>
internal sealed class ReadNotice(string memberId, string noticeId) : LedgerCommand<bool>
{
    protected internal override string Subject => memberId;

    protected internal override string Actor => Moment.Member;

    protected internal override bool IsRepeatable => true;

    protected internal override void Name(Group group, Wanted wanted) => wanted.Row<NoticeReadRow>(memberId, noticeId);

    protected override (bool Answer, Changes Changes) Decide(Group group, Moment moment) =>
        group.Find<NoticeReadRow>(memberId, noticeId) is not null
            ? (false, Changes.None)
            : (true, new Changes
            {
                Added = [new NoticeReadRow { MemberId = memberId, NoticeId = noticeId, At = moment.Now }],
            });
}
