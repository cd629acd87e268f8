namespace Rewards.Api.Tests.Culture.BookingStream.Model;

/// <summary>A ticket: valid, used or cancelled. That it is missed is for time to say.</summary>
internal sealed class Ticket(string name, long points, long cash)
{
    public string Name => name;

    public long Points => points;

    public long Cash => cash;

    public string Status { get; set; } = "valid";

    public DateTimeOffset UsedAt { get; set; }

    public int People { get; set; }

    public bool IsForgiven { get; set; }
}

/// <summary>What a booking knows of its slot: where that moved, it follows.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="CancelUntil">By the offer; what was promised once stays.</param>
/// <param name="FreeUntil">Since it moved; null: it did not.</param>
/// <param name="CountsMissed">Whether not to come counts.</param>
/// <param name="Moves">How many it has followed.</param>
internal sealed record Told(
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset CancelUntil,
    DateTimeOffset? FreeUntil,
    bool CountsMissed,
    int Moves)
{
    public DateTimeOffset LastCancel => Later(CancelUntil, FreeUntil ?? CancelUntil);

    /// <summary>A slot that moved to an earlier time takes no time to cancel away.</summary>
    public bool IsPromisedAt(DateTimeOffset now) => FreeUntil is not null && now <= LastCancel;

    public DateTimeOffset MissedAt => StartsAt.AddMinutes(15) < EndsAt ? StartsAt.AddMinutes(15) : EndsAt;

    public static Told Of(Slot slot) =>
        new(slot.StartsAt, slot.EndsAt, slot.StartsAt.AddMinutes(-slot.Terms.CancelMinutes), null, true, slot.Moves);

    public Told After(Slot slot)
    {
        if (slot.Moves == Moves)
        {
            return this;
        }

        var isFar = (slot.StartsAt - StartsAt).Duration() > TimeSpan.FromHours(24);
        var twoDays = slot.MovedAt.AddHours(48);
        var free = isFar || slot.StartsAt < twoDays ? slot.StartsAt : twoDays;
        var now = Of(slot);
        return now with
        {
            CancelUntil = Later(CancelUntil, now.CancelUntil),
            FreeUntil = Later(free, FreeUntil ?? free),
            CountsMissed = CountsMissed && !isFar,
        };
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>A guest's order.</summary>
internal sealed class Booking(string name, Guest guest, Slot slot, IReadOnlyList<Ticket> tickets)
{
    public string Name => name;

    public Guest Guest => guest;

    public Slot Slot => slot;

    public IReadOnlyList<Ticket> Tickets => tickets;

    /// <summary>As the last job left it.</summary>
    public Told Told { get; set; } = Told.Of(slot);

    /// <summary>As everybody sees it.</summary>
    public Told Seen => Told.After(slot);

    /// <summary>When points that wait for the door are free again.</summary>
    public DateTimeOffset HeldUntil { get; set; } = slot.EndsAt;

    public int Counting => tickets.Count(ticket => ticket.Status != "cancelled");

    public IEnumerable<Ticket> Valid => tickets.Where(ticket => ticket.Status == "valid");

    public bool IsMissed => Seen.CountsMissed && !slot.IsCancelled && Valid.Any(ticket => !ticket.IsForgiven);

    public long CashFen => tickets.Sum(ticket => ticket.Cash);

    public long Points => tickets.Sum(ticket => ticket.Points);

    public long RefundedPoints => tickets.Where(ticket => ticket.Status == "cancelled").Sum(ticket => ticket.Points);

    public string Refunds => Counting == 0 ? "full" : Counting == tickets.Count ? "none" : "part";

    public string StatusOf(Ticket ticket, DateTimeOffset now) =>
        ticket.Status == "valid" && now >= Seen.MissedAt ? "missed" : ticket.Status;

    public string StatusAt(DateTimeOffset now) => Counting == 0 ? "cancelled"
        : tickets.Any(ticket => StatusOf(ticket, now) == "valid") ? "confirmed"
        : "completed";

    public void Cancel(IEnumerable<Ticket> some)
    {
        foreach (var ticket in some.ToList())
        {
            ticket.Status = "cancelled";
            guest.Spent -= slot.Terms.Payment == "online" ? ticket.Points : 0;
        }
    }
}
