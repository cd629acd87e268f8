using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Tests.Ledger.Differential.Model;

namespace Rewards.Api.Tests.Ledger.Differential;

/// <summary>
/// All that is stored about some members, a line a row, in a form in which engine and model can be compared.
/// </summary>
internal static class Ledgers
{
    public static List<string> Of(Engine engine, IReadOnlyCollection<Person> people)
    {
        var ids = people.Select(person => engine.IdOf(person.Name)).ToArray();
        using var db = engine.OpenForReading();
        return
        [
            .. Table<MemberRow>(db, ids),
            .. Table<AccountRow>(db, ids),
            .. Table<EntryRow>(db, ids),
            .. Table<CheckInRow>(db, ids),
            .. Table<InvitationRow>(db, ids),
            .. Table<RedemptionRow>(db, ids),
            .. Table<RefundRow>(db, ids),
            .. Table<AdjustmentRow>(db, ids),
        ];

        IEnumerable<string> Table<T>(RewardsDb source, string[] members)
            where T : class, IMemberRow => source.Set<T>()
                .Where(row => members.Contains(row.MemberId))
                .AsEnumerable()
                .Select(row => $"{typeof(T).Name} {Comparable.Of(NodeOf(row), engine.NameOf)}");
    }

    public static List<string> Of(IReadOnlyCollection<Person> people) => [.. people.SelectMany(Rows)];

    /// <summary>How many rows there are of what every command leaves behind.</summary>
    public static string Counts(Engine engine)
    {
        using var db = engine.OpenForReading();
        return Counts(db.IdempotencyRecords.Count(), db.OrderNumbers.Count(), db.RedemptionIndex.Count());
    }

    public static string Counts(TownBook town) => Counts(town.KeptAnswers, town.Sales.Count, town.Sales.Count);

    private static string Counts(int answers, int orders, int redemptions) =>
        $"{answers} answers, {orders} orders, {redemptions} redemptions";

    private static JsonNode NodeOf(object row)
    {
        var node = Comparable.Node(row);
        if (row is EntryRow)
        {
            node.AsObject().Remove("id");
        }

        return node;
    }

    private static IEnumerable<string> Rows(Person person) =>
    [
        Line<MemberRow>(
            new { MemberId = person.Name, InvitedBy = person.InvitedBy?.Name, CreatedAt = person.RegisteredAt }),
        Line<AccountRow>(ModelRows.Account(person)),
        .. person.Points.Entries.Select(entry => Line<EntryRow>(ModelRows.Entry(person, entry))),
        .. person.CheckIns.Select(checkIn => Line<CheckInRow>(
            new { MemberId = person.Name, checkIn.Date, checkIn.Points, checkIn.StreakDays })),
        .. person.Friends.Select(friend => Line<InvitationRow>(
            new { MemberId = person.Name, FriendId = friend.Friend.Name, friend.Friend.RegisteredAt, friend.Points })),
        .. person.Sales.Select(sale => Line<RedemptionRow>(ModelRows.Redemption(sale))),
        .. person.Sales.SelectMany(
            sale => sale.Refunds.Select(refund => Line<RefundRow>(ModelRows.Refund(sale, refund)))),
        .. person.Adjustments.Select(adjusted => Line<AdjustmentRow>(ModelRows.Adjustment(person, adjusted))),
    ];

    private static string Line<T>(object row) => $"{typeof(T).Name} {Comparable.Of(row)}";
}
