using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Supplying;
using Rewards.Domain.Waiting;

namespace Rewards.Api.Culture;

/// <summary>
/// The queue of a slot, as commands that name the slot find it. Whatever frees places offers them in the same
/// transaction to who waits.
/// </summary>
internal sealed class SlotQueue
{
    private static readonly RowSet<WaitingRow> Open = new(entry => entry.Queue, WaitingLine.Most);

    private readonly SlotRow slot;
    private readonly IReadOnlyList<WaitingRow> rows;
    private readonly WaitingLine before;

    private SlotQueue(SlotRow slot, IReadOnlyList<WaitingRow> rows)
    {
        (this.slot, this.rows) = (slot, rows);
        Entries = before = new WaitingLine(slot.StartsAt, [.. rows.Select(row => row.ToEntry())]);
    }

    public WaitingLine Entries { get; private set; }

    /// <inheritdoc cref="SlotRow.Moves"/>
    public int Moves => slot.Moves;

    /// <summary>The slot, with what the queue takes from it or gives back.</summary>
    public SlotTimes Times
    {
        get
        {
            var places = slot.Times.Places;
            return slot.Times with { Places = places with { Taken = places.Taken + MoreKept } };
        }
    }

    /// <summary>Places that nobody has, and that are kept for nobody.</summary>
    public long Left => Times.Places.Left;

    /// <summary>Negative: fewer places are kept than before.</summary>
    public int MoreKept => Entries.Kept - before.Kept;

    /// <summary>Negative: fewer entries are open than before.</summary>
    public int MoreOpen => Entries.Open - before.Open;

    /// <param name="slotId">Null: goods, for which nobody waits.</param>
    /// <param name="group">Where the slot was read.</param>
    /// <param name="names">Of what is to be read.</param>
    public static void Name(string? slotId, Group group, Wanted names)
    {
        if (slotId is null)
        {
            return;
        }

        names.Row<SlotRow>(slotId);
        if (group.Find<SlotRow>(slotId) is { Waiting: > 0 })
        {
            names.Rows(Open, slotId, WaitingRow.InQueue);
        }
    }

    public static SlotQueue Of(SlotRow slot, Group group) =>
        new(slot, slot.Waiting == 0 ? [] : group.FindAll(Open, slot.SlotId, WaitingRow.InQueue));

    /// <param name="slot">Which.</param>
    /// <param name="open">All of its entries that are open.</param>
    public static SlotQueue Of(SlotRow slot, IReadOnlyList<WaitingRow> open) => new(slot, open);

    /// <summary>What was not taken in time, and <paramref name="freed"/> more places, go to the next.</summary>
    public SlotQueue Settle(DateTimeOffset now, long freed = 0)
    {
        Entries = slot.CancelledAt is null ? Entries.Settle(Left + freed, now) : Entries;
        return this;
    }

    /// <summary>One entry as it is now.</summary>
    public SlotQueue With(WaitingEntry changed)
    {
        Entries = Entries.With(changed);
        return this;
    }

    /// <inheritdoc cref="WaitingLine.Follow"/>
    public SlotQueue Follow(DateTimeOffset now)
    {
        Entries = Entries.Follow(now);
        return this;
    }

    /// <summary>Nobody waits any more.</summary>
    public SlotQueue Close()
    {
        Entries = Entries.Close();
        return this;
    }

    /// <summary>The slot's counter, with what the queue takes from it or gives back.</summary>
    /// <param name="taken">By tickets; negative: given back.</param>
    /// <param name="tally">What is counted beside it.</param>
    public CounterChange Move(int taken, params IReadOnlyList<(string Name, int Amount)> tally)
    {
        return new CounterChange(slot, taken + MoreKept)
        {
            Tally = new Tally(MoreOpen == 0 ? tally : [.. tally, (nameof(SlotRow.Waiting), MoreOpen)]),
        };
    }

    public IEnumerable<WaitingRow> Changed => rows
        .Zip(Entries.Entries, (row, entry) => (Row: row, Entry: entry))
        .Where(one => one.Row.ToEntry() != one.Entry)
        .Select(one => one.Row.With(one.Entry));

    /// <summary>Who got an offer is told.</summary>
    public IEnumerable<NoticeRow> Notices(DateTimeOffset now) => Changed
        .Where(row => row.Status == WaitingStatus.Offered)
        .Select(row => Told.Of(row, slot, NoticeKind.PlaceOffered, now));
}

internal static class QueuedChanges
{
    /// <summary>With what becomes of a queue; null: there is none.</summary>
    public static Changes With(this Changes changes, SlotQueue? queue, DateTimeOffset now) => queue is null
        ? changes
        : changes with
        {
            Added = [.. changes.Added, .. queue.Notices(now)],
            Changed = [.. changes.Changed, .. queue.Changed],
        };
}
