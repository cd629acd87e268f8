using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>A slot that is not over, as lists know it: up to a few seconds old.</summary>
public sealed record SlotSummary(string SlotId, long? PriceFen, SlotTimes Times)
{
    internal static SlotSummary Of(SlotRow row) => new(row.SlotId, row.PriceFen, row.Times);
}

/// <summary>
/// The next slots of all offers, for lists. Read once a second while somebody asks; who asks gets what is there, and
/// waits only where that is older than lists may be. An offer's own page and orders read the rows.
/// </summary>
public sealed class SlotSummaries(Database database, Clock clock)
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MayBeOld = TimeSpan.FromSeconds(4);

    private const int MostOfOne = 200;

    private readonly Lock reading = new();
    private volatile Known? known;
    private Task? underWay;
    private long forgottenAt;

    /// <summary>By offer, the soonest first; offers without a slot are not there.</summary>
    public async ValueTask<ILookup<string, SlotSummary>> AllAsync()
    {
        while (true)
        {
            var current = known;
            var isKnown = current is not null && current.At >= Interlocked.Read(ref forgottenAt);
            var age = isKnown ? Stopwatch.GetElapsedTime(current!.At) : TimeSpan.MaxValue;
            var read = age > ReadEvery ? ReadOnce() : Task.CompletedTask;
            if (age <= MayBeOld)
            {
                return current!.Slots;
            }

            await read;
        }
    }

    /// <summary>An offer's own, as they are now: enough to find the next one that can be booked.</summary>
    public static IQueryable<SlotRow> Coming(RewardsDb db, string offerId, DateTimeOffset now) => db.Slots
        .Where(slot => slot.OfferId == offerId && slot.EndsAt > now && slot.CancelledAt == null)
        .OrderBy(slot => slot.StartsAt)
        .Take(MostOfOne);

    /// <summary>For who has changed a slot here: the next one to ask sees it.</summary>
    public void Forget() => Interlocked.Exchange(ref forgottenAt, Stopwatch.GetTimestamp());

    /// <summary>All who ask meanwhile share one look.</summary>
    private Task ReadOnce()
    {
        lock (reading)
        {
            return underWay is { IsCompleted: false } ? underWay : underWay = Task.Run(ReadAsync);
        }
    }

    private async Task ReadAsync()
    {
        var (at, now) = (Stopwatch.GetTimestamp(), clock.GetUtcNow());
        await using var db = database.OpenForReading();
        var rows = await db.Slots
            .Where(slot => slot.EndsAt > now && slot.CancelledAt == null)
            .OrderBy(slot => slot.StartsAt)
            .Select(slot => new
            {
                slot.OfferId,
                slot.SlotId,
                slot.PriceFen,
                slot.StartsAt,
                slot.EndsAt,
                slot.Capacity,
                slot.Taken,
                slot.Used,
                slot.WalkInPlaces,
                slot.WalkInTaken,
            })
            .ToListAsync();
        known = new Known(at, rows.ToLookup(row => row.OfferId, row => new SlotSummary(
            row.SlotId,
            row.PriceFen,
            new SlotTimes(
                row.StartsAt,
                row.EndsAt,
                IsCancelled: false,
                new SlotPlaces(row.Capacity, row.Taken, row.Used, row.WalkInPlaces, row.WalkInTaken)))));
    }

    private sealed record Known(long At, ILookup<string, SlotSummary> Slots);
}
