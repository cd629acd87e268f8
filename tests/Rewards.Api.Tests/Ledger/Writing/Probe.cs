using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Tests.Ledger.Writing;

/// <summary>A command that is made of what a test wants to see.</summary>
internal sealed class Probe(
    string subject, Action<Group, Wanted> name, Func<Group, Moment, (string Answer, Changes Changes)> decide)
    : LedgerCommand<string>
{
    public int TimesNamed { get; private set; }

    public int TimesDecided { get; private set; }

    protected internal override string Subject => subject;

    protected internal override void Name(Group group, Wanted wanted)
    {
        TimesNamed++;
        name(group, wanted);
    }

    protected override (string Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        TimesDecided++;
        return decide(group, moment);
    }

    public static OperatorDayRow Counter(string key, long most) => new() { Key = key, Taken = 0, Most = most };

    /// <summary>Takes from a counter, whatever its bounds are.</summary>
    public static Probe Take(string key, long amount, long most = 100) => new(
        key,
        (_, wanted) => wanted.Row<OperatorDayRow>(key),
        (group, _) =>
        {
            var counter = group.Find<OperatorDayRow>(key) ?? Counter(key, most);
            var after = counter.Taken + amount;
            return ($"{after}", new Changes { Counters = [new CounterChange(counter, amount)] });
        });

    public static AdjustmentRow Adjustment(string memberId, string id) => new()
    {
        MemberId = memberId,
        Id = id,
        Points = 5000,
        ReasonCode = AdjustmentReason.Test,
        Note = "a test",
        Status = AdjustmentStatus.PendingApproval,
        RequestedBy = "operator:opr_test",
        RequestedAt = DateTimeOffset.UnixEpoch,
        Asked = [],
    };
}
