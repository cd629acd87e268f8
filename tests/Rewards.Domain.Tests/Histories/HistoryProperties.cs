using CsCheck;

namespace Rewards.Domain.Tests.Histories;

public sealed class HistoryProperties
{
    /// <summary>When jobs run while time goes by, as shares of that time.</summary>
    private static readonly Gen<double[]> Instants = Gen.Double.Unit.Array[1, 7];

    [Fact]
    public void No_history_gains_a_point_or_a_fen_or_breaks_an_invariant() =>
        Gen.Select(HistoryGens.World, HistoryGens.HistoryOnABadClock).Sample((world, history) =>
        {
            var books = new Books(world.Programme);

            foreach (var act in history)
            {
                world = act.On(world);
                books.Follow(world);
            }
        }, iter: 500);

    [Fact]
    public void The_outcome_does_not_depend_on_when_overdue_things_are_booked() =>
        Gen.Select(HistoryGens.World, HistoryGens.History, Instants).Sample((lazy, history, instants) =>
        {
            var busy = lazy;
            foreach (var act in history)
            {
                lazy = act.On(lazy);
                busy = lazy.Now > busy.Now ? BookedOnTheWay(busy, lazy.Now, instants) : act.On(busy);
                Assert.Equal(lazy.Answer, busy.Answer);
            }

            Assert.Equal(lazy.BookOverdue().Outcome(), busy.BookOverdue().Outcome());
            Assert.Equal(Settled(lazy), Settled(busy));
        }, iter: 300);

    [Fact]
    public void Deciding_the_same_again_gives_the_same_and_changes_nothing() =>
        Gen.Select(HistoryGens.World, HistoryGens.HistoryOnABadClock).Sample((world, history) =>
        {
            foreach (var act in history)
            {
                var before = InFull(world);

                var first = act.On(world);
                var second = act.On(world);

                Assert.Equal(InFull(first), InFull(second));
                Assert.Equal(before, InFull(world));
                world = first;
            }
        });

    /// <summary>Time goes on to <paramref name="now"/>, and at some instants on the way a job runs.</summary>
    private static World BookedOnTheWay(World world, DateTimeOffset now, double[] instants)
    {
        var (from, takes) = (world.Now, now - world.Now);
        var booked = instants.Order().Aggregate(world, (before, instant) =>
            (before with { Now = from.AddMilliseconds(Math.Floor(takes.TotalMilliseconds * instant)) }).BookOverdue());
        return booked with { Now = now };
    }

    private static string Settled(World world) =>
        (world with { Now = world.Now.AddYears(3) }).BookOverdue().Outcome();

    private static string InFull(World world) =>
        new object[] { world.Accounts.Values.ToList(), world.Redemptions, world.Posted, world.Answer ?? "" }.InFull();
}
