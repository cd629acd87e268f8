using Rewards.Domain.Adjusting;
using Rewards.Domain.CheckingIn;
using Rewards.Domain.Inviting;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Refunding;
using Rewards.Domain.SigningUp;

namespace Rewards.Domain.Tests.Histories;

/// <summary>One thing that happens. A history is a list of them.</summary>
internal abstract record Act
{
    public abstract World On(World world);

    /// <summary>On one of the last few redemptions, if any; rather in <paramref name="status"/> than not.</summary>
    protected static World OnRecent(World world, int pick, RedemptionStatus status, Func<Redemption, World> act)
    {
        var recent = world.Redemptions.TakeLast(6).OrderBy(redemption => redemption.Status != status).ToList();
        return recent.Count == 0
            ? world with { Posted = [], Answer = null }
            : act(recent[pick % recent.Count]);
    }

    protected static World MovedTo(World world, DateTimeOffset now) =>
        world with { Now = now, Posted = [], Answer = null };
}

/// <summary>Time passes; negative: the clock is set back.</summary>
internal sealed record Waits(long Milliseconds) : Act
{
    public override World On(World world) => MovedTo(world, world.Now.AddMilliseconds(Milliseconds));
}

/// <summary>Time passes to the next midnight in Shanghai, or to a moment around it.</summary>
/// <param name="OfTheMonth">To the month's last midnight, with which lots end.</param>
/// <param name="Milliseconds">Earlier (negative) or later.</param>
internal sealed record WaitsForMidnight(bool OfTheMonth, int Milliseconds) : Act
{
    public override World On(World world)
    {
        var today = Calendar.DayOf(world.Now);
        var next = OfTheMonth ? Calendar.EndOfMonth(today).AddDays(1) : today.AddDays(1);
        var then = Calendar.StartOf(next).AddMilliseconds(Milliseconds);
        return MovedTo(world, then > world.Now ? then : world.Now);
    }
}

/// <summary>Time passes to the next deadline of a hold, or to a moment around it.</summary>
internal sealed record WaitsForDeadline(int Milliseconds) : Act
{
    public override World On(World world)
    {
        var deadlines = world.Redemptions
            .Where(redemption => redemption.Status == RedemptionStatus.Held && redemption.HoldExpiresAt > world.Now)
            .Select(redemption => redemption.HoldExpiresAt!.Value.AddMilliseconds(Milliseconds));
        return MovedTo(world, deadlines.Where(deadline => deadline > world.Now).DefaultIfEmpty(world.Now).Min());
    }
}

internal sealed record SignsUp(string Member) : Act
{
    public override World On(World world) => world.Accounts.ContainsKey(Member)
        ? world with { Posted = [], Answer = null }
        : world.Keep(SignUp.Decide(Member, world.Moment)) with { Answer = World.Accepted };
}

internal sealed record ChecksIn(string Member) : Act
{
    public override World On(World world) => world.Ask(
        Member, account => CheckIn.Decide(account, world.Moment), (after, checkedIn) => after.Keep(checkedIn.Ledger));
}

internal sealed record Invites(string Member) : Act
{
    public override World On(World world) => world.Ask(
        Member,
        account => CreditInviter.Decide(account, "mbr_friend", world.Moment),
        (after, change) => after.Keep(change));
}

/// <param name="Member">Who buys.</param>
/// <param name="Category">Where: there is one merchant of each.</param>
/// <param name="Purchase">What.</param>
/// <param name="Points">Negative: as many as the limits allow.</param>
/// <param name="AtOnce">Without a hold.</param>
internal sealed record Buys(string Member, Category Category, Purchase Purchase, long Points, bool AtOnce) : Act
{
    public override World On(World world)
    {
        var wanted = new QuoteRequest(Category, Purchase, Points < 0 ? null : new Points(Points));
        var request = new RedeemRequest($"rdm_{world.Redemptions.Count}", $"mch_{Category}", "1001", wanted)
        {
            Capture = AtOnce,
        };
        return world.Ask(
            Member,
            account => Redeem.Decide(request, account, world.Moment),
            (after, change) => after.Keep(change.Redemption, change.Ledger));
    }
}

/// <param name="Pick">Chooses the redemption.</param>
/// <param name="Part">Of what is held; 0: the default, all of it.</param>
internal sealed record Captures(int Pick, double Part) : Act
{
    public override World On(World world) => OnRecent(world, Pick, RedemptionStatus.Held, redemption => world.Ask(
        redemption.MemberId,
        account => Capture.Decide(redemption, Points(redemption), account, world.Moment),
        (after, change) => after.Keep(change.Redemption, change.Ledger)));

    private Points? Points(Redemption redemption) =>
        Part == 0 ? null : new Points((long)Math.Ceiling(Part * redemption.Points.Value));
}

internal sealed record Releases(int Pick) : Act
{
    public override World On(World world) => OnRecent(world, Pick, RedemptionStatus.Held, redemption => world.Ask(
        redemption.MemberId,
        account => Release.Decide(redemption, account, world.Moment),
        (after, change) => after.Keep(change.Redemption, change.Ledger)));
}

/// <param name="Pick">Chooses the redemption.</param>
/// <param name="Part">Of what was paid; 0: the default, all that is left.</param>
internal sealed record Refunds(int Pick, double Part) : Act
{
    public override World On(World world) => OnRecent(world, Pick, RedemptionStatus.Captured, redemption => world.Ask(
        redemption.MemberId,
        account => Refund.Decide(redemption, Amount(redemption), account, world.Moment),
        (after, refunded) => after.Keep(refunded)));

    private Fen? Amount(Redemption redemption) =>
        Part == 0 ? null : new Fen((long)Math.Ceiling(Part * redemption.Purchase.Gross.Value));
}

internal sealed record Adjusts(string Member, long SignedPoints) : Act
{
    public override World On(World world) => world.Ask(
        Member,
        account => Adjust.Decide(new Adjustment("adj_1", SignedPoints, "更正"), account, world.Moment),
        (after, change) => after.Keep(change));
}

/// <summary>The jobs run.</summary>
internal sealed record BooksOverdue : Act
{
    public override World On(World world) => world.BookOverdue();
}
