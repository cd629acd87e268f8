using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>What the orders of all members take from slots and stocks.</summary>
internal sealed class TakenPlaces
{
    private readonly Dictionary<string, long> taken = [];

    public void Add(StoredOrder order)
    {
        var from = order.SlotId ?? order.OfferId;
        taken[from] = taken.GetValueOrDefault(from) + order.Counting;
    }

    /// <summary>Once: what is left over then is taken from nothing.</summary>
    public long Take(string from) => taken.Remove(from, out var places) ? places : 0;

    public IEnumerable<KeyValuePair<string, long>> Left => taken.Where(places => places.Value > 0);
}

/// <summary>I15: slots and stocks say what the tickets of all orders say, and no more are taken than there are.</summary>
internal static class PlaceChecks
{
    private const string All = """
        SELECT 'slot' AS kind, slot_id AS name, taken, capacity - walk_in_places AS most FROM slot
        UNION ALL
        SELECT 'stock', "key", taken, most FROM stock
        """;

    public static void Check(Snapshot snapshot, Examination examination)
    {
        foreach (var (kind, name, taken, most) in snapshot.Read(All, Read))
        {
            var ordered = examination.Places.Take(name ?? "");
            if (ordered != taken || !(taken >= 0 && taken <= most))
            {
                examination.Findings.Add(
                    Invariant.Places,
                    "places_taken",
                    (null, $"{kind} {name}"),
                    $"{ordered} places have a ticket, {taken} are said to be taken of {most}.");
            }
        }

        foreach (var (name, places) in examination.Places.Left)
        {
            examination.Findings.Add(
                Invariant.Places, "places_of_nothing", (null, name), $"{places} places have a ticket, and it is not there.");
        }
    }

    /// <summary>What is no number is damage, and found as a sum that is another.</summary>
    private static (string? Kind, string? Name, long? Taken, long? Most) Read(Row row) =>
        (row.TextOrNull("kind"), row.TextOrNull("name"), row.WholeOrNull("taken"), row.WholeOrNull("most"));
}
