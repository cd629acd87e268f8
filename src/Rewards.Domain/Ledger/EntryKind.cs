namespace Rewards.Domain.Ledger;

/// <summary>Why points moved. Persisted by its snake_case name: never renamed, never reused.</summary>
public enum EntryKind
{
    /// <summary>Points for registering, once per identity.</summary>
    Signup = 1,

    /// <summary>Points for the day's check-in, the streak's bonus included.</summary>
    CheckIn = 2,

    /// <summary>Points for a friend's registration.</summary>
    Invitation = 3,

    /// <summary>Points set aside for a redemption.</summary>
    Hold = 4,

    /// <summary>Points spent: from a hold, or straight from what is available.</summary>
    Capture = 5,

    /// <summary>Held points given back by the merchant.</summary>
    Release = 6,

    /// <summary>Held points given back because the hold ended by time.</summary>
    HoldExpired = 7,

    /// <summary>Spent points given back.</summary>
    Refund = 8,

    /// <summary>Points whose last valid day is past: breakage.</summary>
    Expired = 9,

    /// <summary>Points given or withdrawn by an operator, with a reason.</summary>
    Adjustment = 10,
}
