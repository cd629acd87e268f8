namespace Rewards.Api.Tests.Ledger.Differential.Model;

/// <summary>One member's points in the plainest form: a few lists, and one way to write a line.</summary>
internal sealed class PointsBook
{
    private const string Available = "available";
    private const string Held = "held";

    public List<Part> Lots { get; private set; } = [];

    public List<OpenHold> Holds { get; private init; } = [];

    public List<Entry> Entries { get; private init; } = [];

    public long Spendable => Lots.Sum(part => part.Points);

    public long HeldPoints => Holds.Sum(hold => hold.Parts.Sum(part => part.Points));

    /// <summary>When something ends next.</summary>
    public DateTimeOffset? NextDue =>
        Lots.Take(1).Select(part => (DateTimeOffset?)Rules.EndOf(part.Lot.ExpiresOn))
            .Concat(Holds.Select(hold => (DateTimeOffset?)hold.EndsAt))
            .Min();

    /// <summary>The book as it would be with everything booked that time has decided.</summary>
    public PointsBook AsOf(DateTimeOffset now)
    {
        var copy = new PointsBook { Lots = [.. Lots], Holds = [.. Holds], Entries = [.. Entries] };
        copy.BookOverdue(now);
        return copy;
    }

    public long Sum(string from, string to) => Entries
        .Where(entry => entry.FromAccount.StartsWith(from, StringComparison.Ordinal))
        .Where(entry => entry.ToAccount.StartsWith(to, StringComparison.Ordinal))
        .Sum(entry => entry.Points);

    public void BookOverdue(DateTimeOffset now)
    {
        foreach (var hold in Holds.Where(hold => hold.EndsAt <= now).OrderBy(hold => hold.EndsAt).ToList())
        {
            var day = Rules.DayOf(hold.EndsAt);
            Holds.Remove(hold);
            Write(
                new Entry("hold_expired", Held, Available, Back(hold.Parts, day))
                {
                    Reference = hold.Redemption,
                    BusinessDate = day,
                    Actor = "system",
                },
                now);
        }

        BookDeadLots(now);
    }

    public void Earn(Entry why, long points, DateTimeOffset now)
    {
        var lot = new Lot(why.FromAccount["issued:".Length..], Rules.LastDayOfPointsEarnedOn(Rules.DayOf(now)));
        WriteToday(why with { Moved = [new Slice(null, lot, points)] }, now);
    }

    public void SetAside(string redemption, IReadOnlyList<Part> parts, string actor, DateTimeOffset now)
    {
        WriteToday(new Entry("hold", Available, Held, Within(parts)) { Reference = redemption, Actor = actor }, now);
        Holds.Add(new OpenHold(redemption, now + Rules.HoldFor, parts));
    }

    /// <summary>Available points leave for good: spent or withdrawn.</summary>
    public void Spend(Entry why, IReadOnlyList<Part> parts, DateTimeOffset now) =>
        WriteToday(why with { Moved = Out(parts) }, now);

    /// <summary>Takes some of a hold; the rest comes back. Ends the hold.</summary>
    public void EndHold(OpenHold hold, IReadOnlyList<Part> taken, string actor, DateTimeOffset now)
    {
        Holds.Remove(hold);
        if (taken.Count > 0)
        {
            WriteToday(
                new Entry("capture", Held, actor, Out(taken)) { Reference = hold.Redemption, Actor = actor }, now);
        }

        var release = new Entry("release", Held, Available, []) { Reference = hold.Redemption, Actor = actor };
        ComeBack(release, Parts.Without(hold.Parts, taken), now);
    }

    public void ComeBack(Entry why, IReadOnlyList<Part> parts, DateTimeOffset now)
    {
        if (parts.Count > 0)
        {
            WriteToday(why with { Moved = Back(parts, Rules.DayOf(now)) }, now);
            BookDeadLots(now);
        }
    }

    private void BookDeadLots(DateTimeOffset now)
    {
        foreach (var day in Lots.Select(part => part.Lot.ExpiresOn).Where(day => day < Rules.DayOf(now)).Distinct()
            .ToList())
        {
            var dead = Lots.Where(part => part.Lot.ExpiresOn == day).ToList();
            Write(new Entry("expired", Available, "breakage", Out(dead))
            {
                BusinessDate = day.AddDays(1),
                Actor = "system",
            }, now);
        }
    }

    private void WriteToday(Entry entry, DateTimeOffset now) =>
        Write(entry with { BusinessDate = Rules.DayOf(now) }, now);

    private void Write(Entry entry, DateTimeOffset now)
    {
        foreach (var slice in entry.Moved)
        {
            Change(entry.FromAccount == Available ? slice.From : null, -slice.Points);
            Change(entry.ToAccount == Available ? slice.To : null, slice.Points);
        }

        Entries.Add(entry with { Seq = Entries.Count + 1, AvailableAfter = Spendable, At = now });
    }

    private void Change(Lot? changed, long points)
    {
        if (changed is { } lot)
        {
            var there = Lots.Where(part => part.Lot == lot).Sum(part => part.Points);
            var others = Lots.Where(part => part.Lot != lot);
            Lots = [.. Parts.InOrder(others.Append(new Part(lot, there + points)).Where(part => part.Points != 0))];
        }
    }

    private static Slice[] Out(IEnumerable<Part> parts) =>
        [.. parts.Select(part => new Slice(part.Lot, null, part.Points))];

    private static Slice[] Within(IEnumerable<Part> parts) =>
        [.. parts.Select(part => new Slice(part.Lot, part.Lot, part.Points))];

    private static Slice[] Back(IEnumerable<Part> parts, DateOnly day) =>
        [.. parts.Select(part => new Slice(part.Lot, part.Lot.ComingBackOn(day), part.Points))];
}
