namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>Everything that the database keeps about one member's points.</summary>
internal sealed class MemberRows(string memberId) : IStored
{
    private ILookup<string, StoredEntry>? entriesByReference;
    private ILookup<string, StoredRefund>? refundsByRedemption;
    private Dictionary<string, StoredRedemption>? redemptionsById;

    public string MemberId => memberId;

    public string Row => "member";

    public StoredMember? Member { get; private set; }

    public StoredAccount? Account { get; private set; }

    /// <summary>By seq.</summary>
    public List<StoredEntry> Entries { get; } = [];

    public List<StoredRedemption> Redemptions { get; } = [];

    public List<StoredRefund> Refunds { get; } = [];

    /// <summary>By date.</summary>
    public List<StoredCheckIn> CheckIns { get; } = [];

    public List<StoredInvitation> Invitations { get; } = [];

    public List<StoredAdjustment> Adjustments { get; } = [];

    /// <summary>By id: in the order in which they were made.</summary>
    public List<StoredOrder> Orders { get; } = [];

    /// <summary>By id: in the order in which they were begun.</summary>
    public List<StoredAttempt> Attempts { get; } = [];

    public List<StoredCashRefund> CashRefunds { get; } = [];

    public List<StoredPaymentCase> PaymentCases { get; } = [];

    /// <summary>The entries by what caused them, each in the order of seq.</summary>
    public ILookup<string, StoredEntry> EntriesByReference =>
        entriesByReference ??= Entries.ToLookup(entry => entry.Reference);

    public List<StoredEntry> EntriesOf(string kind) => Entries.FindAll(entry => entry.Kind == kind);

    public ILookup<string, StoredRefund> RefundsByRedemption =>
        refundsByRedemption ??= Refunds.ToLookup(refund => refund.RedemptionId);

    public StoredRedemption? FindRedemption(string id) =>
        (redemptionsById ??= Redemptions.ToDictionary(redemption => redemption.Id)).GetValueOrDefault(id);

    /// <summary>All members of the range, those among them that have nothing but a stray row.</summary>
    public static IReadOnlyCollection<MemberRows> In(MemberRange range, Snapshot snapshot)
    {
        var members = new Dictionary<string, MemberRows>();
        Collect(StoredAccount.Source, (member, row) => member.Account = row);
        Collect(StoredMember.Source, (member, row) => member.Member = row);
        Collect(StoredEntry.Source, (member, row) => member.Entries.Add(row));
        Collect(StoredRedemption.Source, (member, row) => member.Redemptions.Add(row));
        Collect(StoredRefund.Source, (member, row) => member.Refunds.Add(row));
        Collect(StoredCheckIn.Source, (member, row) => member.CheckIns.Add(row));
        Collect(StoredInvitation.Source, (member, row) => member.Invitations.Add(row));
        Collect(StoredAdjustment.Source, (member, row) => member.Adjustments.Add(row));
        Collect(StoredOrder.Source, (member, row) => member.Orders.Add(row));
        Collect(StoredAttempt.Source, (member, row) => member.Attempts.Add(row));
        Collect(StoredCashRefund.Source, (member, row) => member.CashRefunds.Add(row));
        Collect(StoredPaymentCase.Source, (member, row) => member.PaymentCases.Add(row));
        return members.Values;

        void Collect<T>(Source<T> source, Action<MemberRows, T> add)
            where T : class, IStored
        {
            foreach (var row in snapshot.Read(source, range))
            {
                if (!members.TryGetValue(row.MemberId, out var member))
                {
                    members.Add(row.MemberId, member = new MemberRows(row.MemberId));
                }

                add(member, row);
            }
        }
    }
}
