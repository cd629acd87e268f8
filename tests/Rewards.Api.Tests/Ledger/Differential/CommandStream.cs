using Rewards.Api.Tests.Ledger.Differential.Commands;
using Rewards.Api.Tests.Ledger.Differential.Model;

namespace Rewards.Api.Tests.Ledger.Differential;

/// <summary>
/// Makes commands at random, in rounds. A round touches each member at most once, so that its commands may be sent at
/// the same time and in any order. Everything follows from the seed.
/// </summary>
internal sealed class CommandStream(Random random, TownBook town)
{
    public const int Size = 64;

    private const int RoundsOfACrowd = 40;

    private readonly Choices choices = new(random, town);
    private readonly Dictionary<Person, List<Command>> sent = [];
    private List<Person> crowd = [];
    private int round;
    private int adjustedInRound;

    /// <summary>Commands so far, questions included.</summary>
    public int Number { get; private set; }

    /// <summary>While it is on, everybody checks in.</summary>
    public bool IsDaily { get; set; }

    /// <summary>Who is about: the same members for a while, so that their holds are captured in time.</summary>
    public IReadOnlyList<Person> Crowd => crowd;

    /// <summary>
    /// The next commands, each of which the caller lets the model decide before it asks for the next.
    /// </summary>
    public IEnumerable<Command> NextRound()
    {
        if (round++ % RoundsOfACrowd == 0 || crowd.Count < Size)
        {
            crowd = [.. town.People.OrderBy(_ => random.Next()).Take(Size * 3 / 2)];
        }

        var waiting = new Queue<Person>(Line());
        for (var made = 0; made < Size; made++)
        {
            yield return waiting.TryDequeue(out var person) ? Remember(person, Next(person)) : Register(null);
        }
    }

    /// <summary>Questions about members.</summary>
    public IEnumerable<Command> NextQuestions(int count)
    {
        for (var asked = 0; asked < count; asked++)
        {
            var person = town.People[random.Next(town.People.Count)];
            yield return (asked % 4, person.Sales.Count) switch
            {
                (0, _) => Questions.Review(++Number, person),
                (1, _) => Questions.Lots(++Number, person),
                (2, > 0) => Questions.Redemption(++Number, person.Sales[random.Next(person.Sales.Count)]),
                _ => Questions.Quote(++Number, choices.WishOf(person)),
            };
        }
    }

    /// <summary>In some crowds the first one is keen to invite: the month's limit must be met.</summary>
    private IEnumerable<Person> Line()
    {
        var isCampaign = round / RoundsOfACrowd % 8 == 1 && crowd.Count > 0;
        return isCampaign
            ? [crowd[0], .. crowd.Skip(1).OrderBy(_ => random.Next())]
            : crowd.OrderBy(_ => random.Next());
    }

    private Command Next(Person person)
    {
        var isKeen = round / RoundsOfACrowd % 8 == 1 && person == crowd[0];
        return random.Next(100) switch
        {
            < 85 when IsDaily => CheckIn(person),
            < 60 when isKeen => Register(person),
            < 15 => CheckIn(person),
            < 45 => Redeem(person),
            < 69 => EndHold(person),
            < 84 => choices.SaleToRefund(person) is { } sale ? Refund(sale) : Redeem(person),
            < 91 => Adjust(person),
            < 95 => Again(person),
            < 97 => SigningInCommands.Return(++Number, person, choices.CodeToSend(person)),
            _ => Register(choices.OneIn(5) ? null : person),
        };
    }

    /// <summary>
    /// One a round: what the operator did alone for all members decides about the next, so their order counts.
    /// </summary>
    private Command Adjust(Person person)
    {
        var waiting = person.Adjustments.FindLast(adjusted => adjusted.Status == "pending_approval");
        if (waiting is not null && !choices.OneIn(3))
        {
            return choices.OneIn(4) ? AdjustingCommands.Reject(++Number, person, waiting)
                : choices.OneIn(4) ? AdjustingCommands.Withdraw(++Number, person, waiting)
                : AdjustingCommands.Approve(++Number, person, waiting);
        }

        if (adjustedInRound == round)
        {
            return CheckIn(person);
        }

        adjustedInRound = round;
        return AdjustingCommands.Adjust(++Number, person, choices.PointsToAdjust(person));
    }

    private Command CheckIn(Person person) => town.Now >= person.SessionEndsAt && !choices.OneIn(10)
        ? SigningInCommands.Return(++Number, person, null)
        : CheckingInCommands.CheckIn(++Number, person);

    private Command Register(Person? inviter) =>
        SigningInCommands.Register(++Number, inviter, unknownCode: choices.OneIn(4));

    private Command Redeem(Person person)
    {
        var wish = choices.WishOf(choices.OneIn(100) ? null : person);
        var isUsed = choices.OneIn(40) && person.Sales.Count > 0;
        Number++;
        var orderNo = isUsed ? person.Sales[random.Next(person.Sales.Count)].OrderNo : $"order-{Number}";
        return RedeemingCommands.Redeem(Number, wish, orderNo);
    }

    private Command EndHold(Person person)
    {
        if (choices.SaleToEnd(person) is not { } sale)
        {
            return Redeem(person);
        }

        return choices.OneIn(3)
            ? EndingHoldsCommands.Release(++Number, choices.MerchantOf(sale), sale)
            : EndingHoldsCommands.Capture(++Number, choices.MerchantOf(sale), sale, choices.PointsToCapture(sale));
    }

    private Command Refund(Sale sale) =>
        RefundingCommands.Refund(++Number, choices.MerchantOf(sale), sale, choices.FenToRefund(sale));

    /// <summary>An earlier request once more; or its key with a body that is not the same byte for byte.</summary>
    private Command Again(Person person)
    {
        if (!sent.TryGetValue(person, out var earlier))
        {
            return CheckIn(person);
        }

        Number++;
        var one = earlier[random.Next(earlier.Count)];
        return choices.OneIn(3) ? one with { Call = one.Call with { Body = one.Call.Body + " " } } : one;
    }

    private Command Remember(Person person, Command command)
    {
        if (command.Call.Key is not null)
        {
            sent.TryAdd(person, []);
            sent[person].Add(command);
        }

        return command;
    }
}
