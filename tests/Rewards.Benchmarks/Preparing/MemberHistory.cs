using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Benchmarks.Asking;
using Rewards.Domain.Adjusting;
using Rewards.Domain.CheckingIn;
using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;
using Rewards.Domain.SigningUp;

namespace Rewards.Benchmarks.Preparing;

/// <summary>
/// The rows of one member's past: decided by the service's own rules and mapped by its own rows, so that
/// <c>rewards verify</c> finds nothing to object to.
/// </summary>
internal sealed class MemberHistory(Programme programme, Cohort cohort)
{
    private const string Operator = "operator:benchmark";
    private const string Approver = Operator + "_2";

    private static readonly Clock Clock = new(TimeProvider.System);

    /// <param name="number">Over all cohorts: makes invite code and identity unique.</param>
    /// <param name="registeredAt">UTC, whole milliseconds.</param>
    public (string MemberId, IEnumerable<object> Rows) Create(long number, DateTimeOffset registeredAt)
    {
        var memberId = TypeId.New(TypeId.Member, registeredAt);
        var inviteCode = InviteCodeOf(number);
        var signedUp = SignUp.Decide(memberId, new Moment(registeredAt, programme, Moment.Member));
        List<object> rows =
        [
            new MemberRow
            {
                MemberId = memberId,
                DisplayName = "书友" + inviteCode,
                InviteCode = inviteCode,
                CreatedAt = registeredAt,
            },
            new WeChatIdentityRow
            {
                Key = WeChatIdentityRow.KeyOf("wx-benchmark", "open-" + number),
                MemberId = memberId,
            },
            new InviteCodeRow { Key = inviteCode, MemberId = memberId },
            Session(memberId),
            .. signedUp.Entries.Select(EntryRow.From),
        ];
        var account = signedUp.Account;
        for (var entry = 1; entry < cohort.EntriesEach; entry++)
        {
            account = Live(account, registeredAt + (entry * cohort.Pause), rows);
        }

        return (memberId, rows.Append(
            AccountRow.From(account, programme.Calendar) with { Version = cohort.EntriesEach }));
    }

    private Account Live(Account account, DateTimeOffset at, List<object> rows)
    {
        var (more, change) = cohort.ChecksIn ? CheckedIn(account, at) : Adjusted(account, at);
        rows.AddRange(change.Entries.Select(EntryRow.From));
        rows.AddRange(more);
        return change.Account;
    }

    private (IReadOnlyList<object> Rows, LedgerChange Change) CheckedIn(Account account, DateTimeOffset at)
    {
        var checkedIn = CheckIn.Decide(account, new Moment(at, programme, Moment.Member)).Value;
        var row = new CheckInRow
        {
            MemberId = account.MemberId,
            Date = checkedIn.On,
            Points = checkedIn.Points.Value,
            StreakDays = checkedIn.StreakDays,
        };
        return ([row], checkedIn.Ledger);
    }

    private (IReadOnlyList<object> Rows, LedgerChange Change) Adjusted(Account account, DateTimeOffset at)
    {
        var adjustment = new Adjustment(TypeId.New(TypeId.Adjustment, at), cohort.PointsEach, "benchmark");
        var change = Adjust.Decide(adjustment, account, new Moment(at, programme, Approver)).Value;
        var row = new AdjustmentRow
        {
            MemberId = account.MemberId,
            Id = adjustment.Id,
            Points = adjustment.SignedPoints,
            ReasonCode = AdjustmentReason.Test,
            Note = adjustment.Note,
            Status = AdjustmentStatus.Posted,
            RequestedBy = Operator,
            RequestedAt = at,
            Asked = [],
            DecidedBy = Approver,
            DecidedAt = at,
            Balance = change.Account.Available.Value,
        };
        return (
        [
            row,
            new AdjustmentIndexRow { Key = row.Id, MemberId = row.MemberId },
            Act(Operator, at, "adjustment.pending_approval", row.Id),
            Act(Approver, at, "adjustment.posted", row.Id),
        ], change);
    }

    private static AuditRow Act(string actor, DateTimeOffset at, string action, string target) => new()
    {
        Id = TypeId.New(TypeId.AuditRecord, at),
        At = at,
        Actor = actor,
        Action = action,
        Target = target,
        Detail = "{}",
    };

    /// <summary>Signed in now, whenever they registered; by the service's clock, which no database rounds.</summary>
    private static SessionRow Session(string memberId)
    {
        var now = Clock.GetUtcNow();
        return new SessionRow
        {
            Key = Secrets.Hash(Members.TokenOf(memberId)),
            MemberId = memberId,
            CreatedAt = now,
            ExpiresAt = now.AddDays(30),
        };
    }

    /// <summary>
    /// Eight characters, in an order that looks like none: real codes are random, and so are their index pages.
    /// </summary>
    private static string InviteCodeOf(long number) => string.Create(8, number, static (code, number) =>
    {
        // Odd, so that no two numbers share a code among the 2^40 that there are.
        var scattered = number * 0x9E3779B97F;
        for (var at = 0; at < code.Length; at++, scattered >>= 5)
        {
            code[at] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[(int)(scattered & 31)];
        }
    });
}
