namespace Rewards.Domain.Ordering;

/// <summary>How an order stands. Persisted by its snake_case name: never renamed.</summary>
public enum OrderStatus
{
    Confirmed = 1,

    /// <summary>No ticket can be used any more. Computed, never stored.</summary>
    Completed = 2,
    Cancelled = 3,

    /// <summary>Places and points are held until its cash is paid.</summary>
    AwaitingPayment = 4,

    /// <summary>It was not paid in time. Decided by time, booked later.</summary>
    Expired = 5,
}

/// <summary>How a ticket stands. Persisted by its snake_case name: never renamed.</summary>
public enum TicketStatus
{
    Valid = 1,
    Used = 2,

    /// <summary>Not used in its time. Computed, never stored.</summary>
    Missed = 3,
    Cancelled = 4,

    /// <summary>Its order awaits payment.</summary>
    Pending = 5,
}

/// <summary>How much of an order was given back, by tickets.</summary>
public enum RefundStatus
{
    None,
    Part,
    Full,
}
