namespace Rewards.Api.Tests.Ledger.Differential.Model;

/// <summary>A member, as far as the model cares.</summary>
/// <param name="name">What the test calls them.</param>
/// <param name="registeredAt">When they were first seen.</param>
/// <param name="invitedBy">Who brought them; null: nobody.</param>
internal sealed class Person(string name, DateTimeOffset registeredAt, Person? invitedBy)
{
    public string Name => name;

    public DateTimeOffset RegisteredAt => registeredAt;

    public Person? InvitedBy => invitedBy;

    public PointsBook Points { get; } = new();

    public DateTimeOffset SessionEndsAt { get; set; }

    /// <summary>Day, points, streak.</summary>
    public List<(DateOnly Date, long Points, long StreakDays)> CheckIns { get; } = [];

    /// <summary>Friend, and what they earned.</summary>
    public List<(Person Friend, long Points)> Friends { get; } = [];

    public List<Sale> Sales { get; } = [];

    public List<Adjusted> Adjustments { get; } = [];

    public long StreakOn(DateOnly today) =>
        CheckIns.Count > 0 && CheckIns[^1].Date >= today.AddDays(-1) ? CheckIns[^1].StreakDays : 0;

    public int FriendsCreditedIn(DateOnly month) => Friends.Count(friend =>
        friend.Points > 0 && Rules.FirstOfMonth(Rules.DayOf(friend.Friend.RegisteredAt)) == month);
}

/// <summary>An operator's giving or taking.</summary>
internal sealed class Adjusted(string name, long points, string note, DateTimeOffset at)
{
    public string Name => name;

    public long Points => points;

    public string Note => note;

    public DateTimeOffset At => at;

    public string Status { get; set; } = "pending_approval";

    /// <summary>Whether one person did it alone.</summary>
    public bool IsAlone { get; set; }

    /// <summary>Who ended the waiting; null: nobody.</summary>
    public string? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? Reason { get; set; }

    public long? Balance { get; set; }

    public DateTimeOffset LapsesAt => at + Rules.AdjustmentsWaitFor;

    public string StatusAt(DateTimeOffset now) =>
        Status == "pending_approval" && now >= LapsesAt ? "lapsed" : Status;
}
