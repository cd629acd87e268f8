using Rewards.Api.Tests.Ledger.Differential.Commands;
using Rewards.Api.Tests.Ledger.Differential.Model;

namespace Rewards.Api.Tests.Ledger.Differential;

/// <summary>The model's state, laid out as the database's rows are.</summary>
internal static class ModelRows
{
    public static object Account(Person person)
    {
        var book = person.Points;
        var lastCredited = person.Friends.Where(friend => friend.Points > 0)
            .Select(friend => friend.Friend)
            .LastOrDefault();
        DateOnly? month = lastCredited is null ? null : Rules.FirstOfMonth(Rules.DayOf(lastCredited.RegisteredAt));
        return new
        {
            MemberId = person.Name,
            LastSeq = book.Entries.Count,
            LastEntryAt = book.Entries[^1].At,
            Available = book.Spendable,
            Held = book.HeldPoints,
            book.NextDue,
            Lots = Map(book.Lots),
            Holds = book.Holds.Count == 0 ? null : book.Holds.Select(hold =>
                new { hold.Redemption, ExpiresAt = hold.EndsAt.UtcDateTime, Lots = Map(hold.Parts) }),
            Earned = book.Sum("issued:", "available"),
            Spent = book.Sum("", "merchant:") - book.Sum("merchant:", ""),
            Expired = book.Sum("available", "breakage"),
            Withdrawn = book.Sum("available", "withdrawn"),
            CheckedInOn = person.CheckIns.Count == 0 ? (DateOnly?)null : person.CheckIns[^1].Date,
            StreakDays = person.CheckIns.Count == 0 ? 0 : person.CheckIns[^1].StreakDays,
            CreditedMonth = month,
            CreditedFriends = month is { } first ? person.FriendsCreditedIn(first) : 0,
        };
    }

    public static object Entry(Person person, Entry entry) => new
    {
        MemberId = person.Name,
        entry.Seq,
        entry.Kind,
        entry.FromAccount,
        entry.ToAccount,
        entry.Points,
        Slices =
            entry.Moved.Select(slice => new { From = slice.From?.ToString(), To = slice.To?.ToString(), slice.Points }),
        entry.AvailableAfter,
        entry.Reference,
        entry.BusinessDate,
        entry.At,
        ProgrammeVersion = 1,
        entry.Actor,
        entry.Note,
    };

    public static object Redemption(Sale sale) => new
    {
        MemberId = sale.Buyer.Name,
        Id = sale.Name,
        MerchantId = sale.Merchant,
        sale.OrderNo,
        Store = (string?)null,
        Terminal = (string?)null,
        Cashier = (string?)null,
        Metadata = (string?)null,
        sale.Status,
        GrossFen = sale.Gross,
        sale.Points,
        Rules.FenPerPoint,
        CashFen = sale.Cash,
        ProgrammeVersion = 1,
        sale.HeldAt,
        HoldExpiresAt = sale.HoldEndsAt,
        sale.CapturedAt,
        sale.RefundedFen,
        sale.RefundedPoints,
        Spent = sale.Spent.Count == 0 ? null : sale.Spent.Select(part =>
            new { Lot = part.Lot.ToString(), part.Points, Refunded = sale.RefundedOf(part.Lot) }),
        sale.Items,
        sale.Limits,
    };

    public static object Refund(Sale sale, GivenBack refund) => new
    {
        MemberId = sale.Buyer.Name,
        RedemptionId = sale.Name,
        Id = refund.Name,
        MerchantId = sale.Merchant,
        refund.AmountFen,
        refund.Points,
        refund.CashFen,
        RefundingCommands.Reason,
        refund.At,
    };

    public static object Adjustment(Person person, Adjusted adjusted) => new
    {
        MemberId = person.Name,
        Id = adjusted.Name,
        adjusted.Points,
        ReasonCode = AdjustingCommands.Reason,
        adjusted.Note,
        adjusted.Status,
        RequestedBy = AdjustingCommands.Actor(AdjustingCommands.Operator),
        RequestedAt = adjusted.At,
        OperatorDay = adjusted.IsAlone
            ? $"{AdjustingCommands.Actor(AdjustingCommands.Operator)}/{Rules.DayOf(adjusted.At):yyyy-MM-dd}"
            : null,
        adjusted.DecidedBy,
        adjusted.DecidedAt,
        DecisionReason = adjusted.Reason,
        adjusted.Balance,
    };

    private static Dictionary<string, long> Map(IEnumerable<Part> parts) =>
        parts.ToDictionary(part => part.Lot.ToString(), part => part.Points);
}
