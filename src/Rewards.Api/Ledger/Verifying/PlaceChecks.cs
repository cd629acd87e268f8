using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>What tickets, or people without one, make of a slot or stock.</summary>
internal readonly record struct SlotUse(long Taken, long Used, long Admitted)
{
    public static SlotUse operator +(SlotUse one, SlotUse other) =>
        new(one.Taken + other.Taken, one.Used + other.Used, one.Admitted + other.Admitted);
}

/// <summary>What the orders of all members take from slots and stocks, and who came in with them.</summary>
internal sealed class TakenPlaces
{
    private readonly Dictionary<string, SlotUse> taken = [];

    public void Add(StoredOrder order)
    {
        var from = order.SlotId ?? order.OfferId;
        var used = (order.SlotId is null ? null : order.Tickets)?.Where(ticket => ticket.IsUsed).ToList() ?? [];
        taken[from] = taken.GetValueOrDefault(from)
            + new SlotUse(order.Counting, used.Count, used.Sum(ticket => ticket.People ?? 0));
    }

    /// <summary>Once: what is left over then is taken from nothing.</summary>
    public SlotUse Take(string from) => taken.Remove(from, out var places) ? places : default;

    public IEnumerable<KeyValuePair<string, SlotUse>> Left => taken.Where(places => places.Value.Taken > 0);
}

/// <summary>
/// I15 and I18: slots and stocks say what the tickets of all orders say, and what came without one; no more are taken
/// than there are.
/// </summary>
internal static class PlaceChecks
{
    private const string All = """
        SELECT 'slot' AS kind, slot.slot_id AS name, taken, capacity - walk_in_places AS most, used, admitted,
            walk_in_taken - COALESCE(party.places, 0) AS places_without, walk_ins - COALESCE(party.people, 0) AS people_without,
            COALESCE(queued.kept, 0) AS kept, slot.waiting - COALESCE(queued.entries, 0) AS waiting_without
        FROM slot LEFT JOIN (
            SELECT slot_id, SUM(places) AS places, SUM(people) AS people FROM walk_in GROUP BY slot_id
        ) AS party ON party.slot_id = slot.slot_id LEFT JOIN (
            SELECT slot_id, COUNT(*) AS entries, SUM(CASE WHEN status = 'offered' THEN quantity ELSE 0 END) AS kept
            FROM waiting WHERE queue = 'open' GROUP BY slot_id
        ) AS queued ON queued.slot_id = slot.slot_id
        UNION ALL
        SELECT 'stock', "key", taken, most, 0, 0, 0, 0, 0, 0 FROM stock
        """;

    private const string Strays = """
        SELECT slot_id AS name, SUM(places) AS taken FROM walk_in
        WHERE slot_id NOT IN (SELECT slot_id FROM slot) GROUP BY slot_id
        """;

    private const string Ahead = """
        SELECT member_id, id AS name, member_order.moves AS taken FROM member_order LEFT JOIN slot ON slot.slot_id = member_order.slot_id
        WHERE member_order.moves > 0 AND member_order.moves > COALESCE(slot.moves, 0)
        """;

    public static void Check(Snapshot snapshot, Examination examination)
    {
        foreach (var (member, name, moves) in snapshot.Read(
            Ahead, row => (row.TextOrNull("member_id"), row.TextOrNull("name"), row.WholeOrNull("taken"))))
        {
            examination.Findings.Add(
                Invariant.Orders, "moves_of_order", (member, $"member_order {name}"), $"It has followed {moves} moves, more than its slot has made.");
        }

        foreach (var said in snapshot.Read(All, Read))
        {
            CheckSlot(said, examination.Places.Take(said.Name ?? ""), examination.Findings);
        }

        foreach (var (name, places) in examination.Places.Left)
        {
            examination.Findings.Add(
                Invariant.Places, "places_of_nothing", (null, name), $"{places.Taken} places have a ticket, and it is not there.");
        }

        foreach (var (name, places) in snapshot.Read(Strays, row => (row.TextOrNull("name"), row.WholeOrNull("taken"))))
        {
            examination.Findings.Add(
                Invariant.Admissions, "walk_ins", (null, name ?? ""), $"{places} places were given to people without an order, and it is not there.");
        }
    }

    private static void CheckSlot(Said said, SlotUse found, Findings findings)
    {
        var where = ((string?)null, $"{said.Kind} {said.Name}");
        if (found.Taken + said.Kept != said.Taken || !(said.Taken >= 0 && said.Taken <= said.Most))
        {
            findings.Add(
                Invariant.Places,
                "places_taken",
                where,
                $"{found.Taken} places have a ticket and {said.Kept} are kept for who waits, {said.Taken} are said to be taken of {said.Most}.");
        }

        if (said.WaitingWithout != 0)
        {
            findings.Add(
                Invariant.Places, "waiting_entries", where, $"{said.WaitingWithout} more are said to wait than do.");
        }

        if ((found.Used, found.Admitted) != (said.Used, said.Admitted))
        {
            findings.Add(
                Invariant.Admissions,
                "tickets_used",
                where,
                $"{found.Used} tickets let {found.Admitted} people in, {said.Used} and {said.Admitted} are said.");
        }

        if ((said.PlacesWithout, said.PeopleWithout) != (0, 0))
        {
            findings.Add(
                Invariant.Admissions,
                "walk_ins",
                where,
                $"{said.PlacesWithout} places and {said.PeopleWithout} people more are said to have come without an order than did.");
        }
    }

    /// <summary>What is no number is damage, and found as a sum that is another.</summary>
    private static Said Read(Row row) => new(row.TextOrNull("kind"), row.TextOrNull("name"))
    {
        Taken = row.WholeOrNull("taken"),
        Most = row.WholeOrNull("most"),
        Used = row.WholeOrNull("used"),
        Admitted = row.WholeOrNull("admitted"),
        PlacesWithout = row.WholeOrNull("places_without"),
        PeopleWithout = row.WholeOrNull("people_without"),
        Kept = row.WholeOrNull("kept"),
        WaitingWithout = row.WholeOrNull("waiting_without"),
    };

    private sealed record Said(string? Kind, string? Name)
    {
        public required long? Taken { get; init; }

        public required long? Most { get; init; }

        public required long? Used { get; init; }

        public required long? Admitted { get; init; }

        public required long? PlacesWithout { get; init; }

        public required long? PeopleWithout { get; init; }

        public required long? Kept { get; init; }

        public required long? WaitingWithout { get; init; }
    }
}
