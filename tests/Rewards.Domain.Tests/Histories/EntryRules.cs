using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;

namespace Rewards.Domain.Tests.Histories;

/// <summary>Days on an entry: nothing expires early, is spent late, or lives on but by the grace rule.</summary>
internal static class EntryRules
{
    public static void Check(Entry entry, Programme programme, DateTimeOffset? deadline)
    {
        var today = Calendar.DayOf(entry.At);
        Assert.Equal(EffectiveOn(entry, deadline, today), entry.BusinessDate);
        Assert.True(entry.BusinessDate <= today);
        CheckDeadline(entry, deadline);
        foreach (var slice in entry.Slices)
        {
            CheckSource(entry, slice, today);
            CheckTarget(entry, slice, programme);
        }
    }

    private static DateOnly EffectiveOn(Entry entry, DateTimeOffset? deadline, DateOnly today) => entry.Kind switch
    {
        EntryKind.HoldExpired => Calendar.DayOf(deadline!.Value),
        EntryKind.Expired => entry.Slices[0].From!.Value.ExpiresOn.AddDays(1),
        _ => today,
    };

    /// <summary>A hold is captured or released before its deadline, and ends by time from then on.</summary>
    private static void CheckDeadline(Entry entry, DateTimeOffset? deadline)
    {
        if (entry.Kind == EntryKind.HoldExpired)
        {
            Assert.True(entry.At >= deadline);
        }
        else if (entry.From == LedgerAccount.Held)
        {
            Assert.True(entry.At < deadline);
        }
    }

    private static void CheckSource(Entry entry, Slice slice, DateOnly today)
    {
        if (entry.From == LedgerAccount.Available)
        {
            var isOver = slice.From!.Value.ExpiresOn < today;
            Assert.Equal(entry.Kind == EntryKind.Expired, isOver);
        }
    }

    private static void CheckTarget(Entry entry, Slice slice, Programme programme)
    {
        if (slice.To is not { } lot)
        {
            Assert.NotEqual(LedgerAccount.Available, entry.To);
        }
        else if (slice.From is not { } from)
        {
            Assert.Equal(Calendar.EndOfMonth(entry.BusinessDate, programme.Expiry.ValidMonths), lot.ExpiresOn);
            Assert.Equal(entry.From, "issued:" + lot.Source);
        }
        else if (entry.To == LedgerAccount.Available)
        {
            CheckReturn(from, lot, entry.BusinessDate.AddDays(programme.Expiry.GraceDays));
        }
        else
        {
            Assert.Equal((LedgerAccount.Held, from), (entry.To, lot));
        }
    }

    private static void CheckReturn(LotKey from, LotKey lot, DateOnly graceEnds)
    {
        var hadGrace = from.Source.StartsWith("grace:", StringComparison.Ordinal);
        var expected = hadGrace || from.ExpiresOn >= graceEnds ? from : new LotKey("grace:" + from.Source, graceEnds);
        Assert.Equal(expected, lot);
    }
}
