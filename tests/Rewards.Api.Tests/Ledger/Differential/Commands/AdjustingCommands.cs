using Rewards.Api.Tests.Ledger.Differential.Model;

namespace Rewards.Api.Tests.Ledger.Differential.Commands;

internal static class AdjustingCommands
{
    public const string Operator = "operator";
    public const string Reason = "test";

    public const string Actor = "operator:" + Operator;

    /// <param name="number">Of the command; names the adjustment.</param>
    /// <param name="person">Whose points.</param>
    /// <param name="points">Signed.</param>
    public static Command Adjust(int number, Person person, long points)
    {
        var asked = new Adjusted($"a{number}", points, $"因为 {number}", "pending_approval", default);
        var body = new { MemberId = $"~{person.Name}~", Points = points, ReasonCode = Reason, asked.Note };
        var call = Call.Keyed(number, Operator, "/v1/operator/adjustments", body) with { Creates = asked.Name };
        return new Command(
            call, (town, sent) => town.Once(sent, isFound: true, () => Decide(person, asked with { At = town.Now })));
    }

    private static Expected Decide(Person person, Adjusted asked)
    {
        if (Math.Abs(asked.Points) > Rules.ApprovalAbovePoints)
        {
            person.Adjustments.Add(asked);
            return Expected.Body(202, Show(person, asked, null));
        }

        var spendable = person.Points.AsOf(asked.At).Spendable;
        if (-asked.Points > spendable)
        {
            var facts = new { RequestedPoints = -asked.Points, SpendablePoints = spendable };
            return Expected.Problem(422, "insufficient_points", facts);
        }

        var posted = asked with { Status = "posted" };
        person.Adjustments.Add(posted);
        Move(person.Points, posted);
        return Expected.Body(201, Show(person, posted, person.Points.Spendable));
    }

    private static void Move(PointsBook book, Adjusted asked)
    {
        book.BookOverdue(asked.At);
        var why = new Entry("adjustment", "issued:adjustment", "available", [])
        {
            Reference = asked.Name,
            Actor = Actor,
            Note = asked.Note,
        };
        if (asked.Points > 0)
        {
            book.Earn(why, asked.Points, asked.At);
        }
        else
        {
            var parts = Parts.First(book.Lots, -asked.Points);
            book.Spend(why with { FromAccount = "available", ToAccount = "withdrawn" }, parts, asked.At);
        }
    }

    private static object Show(Person person, Adjusted asked, long? balance) => new
    {
        Id = asked.Name,
        MemberId = person.Name,
        asked.Points,
        ReasonCode = Reason,
        asked.Note,
        asked.Status,
        RequestedBy = Actor,
        RequestedAt = asked.At,
        Balance = balance,
    };
}
