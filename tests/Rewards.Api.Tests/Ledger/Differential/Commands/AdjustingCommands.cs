using Rewards.Api.Tests.Ledger.Differential.Model;

namespace Rewards.Api.Tests.Ledger.Differential.Commands;

internal static class AdjustingCommands
{
    public const string Operator = "operator";
    public const string Approver = "approver";
    public const string Reason = "test";

    private const string Adjustments = "/v1/operator/adjustments";

    /// <param name="number">Of the command; names the adjustment.</param>
    /// <param name="person">Whose points.</param>
    /// <param name="points">Signed.</param>
    public static Command Adjust(int number, Person person, long points)
    {
        var (name, note) = ($"a{number}", $"因为 {number}");
        var body = new { MemberId = $"~{person.Name}~", Points = points, ReasonCode = Reason, Note = note };
        var call = Call.Keyed(number, Operator, Adjustments, body) with { Creates = name };
        return new Command(call, (town, sent) => town.Once(
            sent, isFound: true, () => Decide(town, person, new Adjusted(name, points, note, town.Now))));
    }

    public static Command Approve(int number, Person person, Adjusted asked, string sender = Approver) =>
        End((number, "approve", sender), person, asked, new { }, town =>
        {
            if (RefuseToMove(person, asked, town.Now) is { } refusal)
            {
                return refusal;
            }

            asked.Status = "posted";
            Move(person, asked, Actor(sender), town.Now);
            return null;
        });

    public static Command Reject(int number, Person person, Adjusted asked)
    {
        var reason = $"nein {number}";
        return End((number, "reject", Approver), person, asked, new { Reason = reason }, town =>
        {
            (asked.Status, asked.Reason) = ("rejected", reason);
            person.Points.BookOverdue(town.Now);
            return null;
        });
    }

    public static Command Withdraw(int number, Person person, Adjusted asked) =>
        End((number, "withdraw", Operator), person, asked, new { }, town =>
        {
            asked.Status = "withdrawn";
            person.Points.BookOverdue(town.Now);
            return null;
        });

    public static string Actor(string who) => "operator:" + who;

    private static Command End(
        (int Number, string Verb, string Sender) what,
        Person person,
        Adjusted asked,
        object body,
        Func<TownBook, Expected?> decide)
    {
        var call = Call.Keyed(what.Number, what.Sender, $"{Adjustments}/~{asked.Name}~/{what.Verb}", body);
        return new Command(call, (town, sent) => town.Once(sent, isFound: true, () =>
        {
            var status = asked.StatusAt(town.Now);
            if (status != "pending_approval")
            {
                return Expected.Problem(409, "adjustment_not_pending", new { AdjustmentStatus = status });
            }

            if (decide(town) is { } refusal)
            {
                return refusal;
            }

            (asked.DecidedBy, asked.DecidedAt) = (Actor(what.Sender), town.Now);
            return Expected.Body(200, Show(person, asked, town.Now));
        }));
    }

    private static Expected Decide(TownBook town, Person person, Adjusted asked)
    {
        var size = Math.Abs(asked.Points);
        if (town.AdjustedAlone(person) + size > Rules.ApprovalAbovePoints
            || town.AdjustedAlone(null) + size > Rules.ApprovalAbovePointsInAll)
        {
            person.Points.BookOverdue(asked.At);
            person.Adjustments.Add(asked);
            return Expected.Body(202, Show(person, asked, town.Now));
        }

        if (RefuseToMove(person, asked, asked.At) is { } refusal)
        {
            return refusal;
        }

        (asked.Status, asked.IsAlone) = ("posted", true);
        person.Adjustments.Add(asked);
        Move(person, asked, Actor(Operator), asked.At);
        return Expected.Body(201, Show(person, asked, town.Now));
    }

    private static Expected? RefuseToMove(Person person, Adjusted asked, DateTimeOffset now)
    {
        var spendable = person.Points.AsOf(now).Spendable;
        return -asked.Points > spendable
            ? Expected.Problem(
                422,
                "insufficient_points",
                new { RequestedPoints = -asked.Points, SpendablePoints = spendable })
            : null;
    }

    private static void Move(Person person, Adjusted asked, string actor, DateTimeOffset now)
    {
        var book = person.Points;
        book.BookOverdue(now);
        var why = new Entry("adjustment", "issued:adjustment", "available", [])
        {
            Reference = asked.Name,
            Actor = actor,
            Note = asked.Note,
        };
        if (asked.Points > 0)
        {
            book.Earn(why, asked.Points, now);
        }
        else
        {
            var parts = Parts.First(book.Lots, -asked.Points);
            book.Spend(why with { FromAccount = "available", ToAccount = "withdrawn" }, parts, now);
        }

        asked.Balance = book.Spendable;
    }

    private static object Show(Person person, Adjusted asked, DateTimeOffset now) => new
    {
        Id = asked.Name,
        MemberId = person.Name,
        asked.Points,
        ReasonCode = Reason,
        asked.Note,
        Status = asked.StatusAt(now),
        RequestedBy = Actor(Operator),
        RequestedAt = asked.At,
        asked.Balance,
        LapsesAt = asked.StatusAt(now) == "pending_approval" ? asked.LapsesAt : (DateTimeOffset?)null,
        asked.DecidedBy,
        asked.DecidedAt,
        DecisionReason = asked.Reason,
    };
}
