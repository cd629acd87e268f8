using Rewards.Api.Tests.Ledger.Differential.Model;

namespace Rewards.Api.Tests.Ledger.Differential.Commands;

internal static class CheckingInCommands
{
    public static Command CheckIn(int number, Person person) =>
        new(new Call(number, person.Name, "/v1/member/check-ins", "{}"), (town, _) => Decide(person, town));

    private static Expected Decide(Person person, TownBook town)
    {
        if (town.Now >= person.SessionEndsAt)
        {
            return Expected.Problem(401, "credential_invalid", new { });
        }

        var today = town.Today;
        if (person.CheckIns.Any(checkIn => checkIn.Date == today))
        {
            return Expected.Problem(409, "already_checked_in", new { Date = today });
        }

        var streak = person.StreakOn(today) + 1;
        var points = Rules.CheckInPoints + (streak % Rules.StreakBonusEveryDays == 0 ? Rules.StreakBonusPoints : 0);
        person.CheckIns.Add((today, points, streak));
        person.Points.BookOverdue(town.Now);
        person.Points.Earn(new Entry("check_in", "issued:check_in", "available", []), points, town.Now);
        return Expected.Body(
            201, new { Date = today, Points = points, StreakDays = streak, Balance = person.Points.Spendable });
    }
}
