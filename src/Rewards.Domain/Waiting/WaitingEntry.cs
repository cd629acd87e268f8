namespace Rewards.Domain.Waiting;

/// <summary>How a waiting entry stands. Persisted by its snake_case name: never renamed.</summary>
public enum WaitingStatus
{
    Waiting = 1,

    /// <summary>Its places are kept for it, until a deadline.</summary>
    Offered = 2,

    /// <summary>It became an order.</summary>
    Taken = 3,

    /// <summary>The member waits no more.</summary>
    Left = 4,

    /// <summary>The places that were kept for it were not taken in time.</summary>
    Lapsed = 5,

    /// <summary>The slot was cancelled, or begins too soon for a place to be offered.</summary>
    Closed = 6,
}

/// <summary>A member's place in the queue of a full slot.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MemberId">Who waits: once for a slot.</param>
/// <param name="Quantity">For how many tickets.</param>
/// <param name="JoinedAt">UTC.</param>
/// <param name="Status">As stored: time may have ended it since.</param>
public sealed record WaitingEntry(string Id, string MemberId, int Quantity, DateTimeOffset JoinedAt, WaitingStatus Status)
{
    /// <summary>Up to when (exclusive, UTC) its places are or were kept; null: none were offered yet.</summary>
    public DateTimeOffset? OfferedUntil { get; init; }

    /// <summary>No place is offered later than so many minutes before the start.</summary>
    public int MinutesBefore { get; init; } = WaitingLine.LastMinutes;

    /// <summary>Whether it still waits, or has an offer: as stored.</summary>
    public bool IsOpen => Status is WaitingStatus.Waiting or WaitingStatus.Offered;

    /// <summary>Time decides, jobs only book.</summary>
    public WaitingStatus StatusAt(DateTimeOffset now, DateTimeOffset startsAt) => Status switch
    {
        WaitingStatus.Offered when now >= OfferedUntil => WaitingStatus.Lapsed,
        WaitingStatus.Waiting when now >= LastOffer(startsAt) => WaitingStatus.Closed,
        _ => Status,
    };

    internal DateTimeOffset LastOffer(DateTimeOffset startsAt) => startsAt.AddMinutes(-MinutesBefore);
}
