namespace Rewards.Api.Tests.Ledger.Differential.Model;

/// <summary>
/// Everything that a service has to remember, in plain lists: what design and contract say, in the simplest way that is
/// right, without any of the service's code.
/// </summary>
internal sealed class TownBook(DateTimeOffset now)
{
    private readonly Dictionary<string, (string Request, Expected Answer)> kept = [];

    public DateTimeOffset Now { get; set; } = now;

    public DateOnly Today => Rules.DayOf(Now);

    public List<Person> People { get; } = [];

    public List<Sale> Sales { get; } = [];

    /// <summary>Answers that are kept with an idempotency key.</summary>
    public int KeptAnswers => kept.Count;

    private Dictionary<string, Sale> Orders { get; } = [];

    public Sale? FindOrder(string merchant, string orderNo) => Orders.GetValueOrDefault($"{merchant}/{orderNo}");

    public void Add(Sale sale)
    {
        Orders.Add($"{sale.Merchant}/{sale.OrderNo}", sale);
        Sales.Add(sale);
        sale.Buyer.Sales.Add(sale);
    }

    /// <summary>The first answer to a request with a key is its answer for ever.</summary>
    public Expected Once(Call call, bool isFound, Func<Expected> decide)
    {
        var (key, request) = ($"{call.As}/{call.Key}", call.Path + call.Body);
        if (kept.TryGetValue(key, out var first))
        {
            return first.Request == request ? first.Answer with { IsReplay = true }
                : isFound ? Expected.Problem(422, "idempotency_key_reused", new { })
                : Expected.NotFound;
        }

        var answer = isFound ? decide() : Expected.NotFound;
        if (answer.Status != 400)
        {
            kept.Add(key, (request, answer));
        }

        return answer;
    }

    /// <summary>What was adjusted today without a second person.</summary>
    /// <param name="person">For whom; null: for all.</param>
    public long AdjustedAlone(Person? person) => People
        .Where(one => person is null || one == person)
        .SelectMany(one => one.Adjustments)
        .Where(adjusted => adjusted.IsAlone && Rules.DayOf(adjusted.At) == Today)
        .Sum(adjusted => Math.Abs(adjusted.Points));

    public void ExpireLots() => Book(People);

    public void ExpireHolds() => Book(People.Where(person => person.Points.Holds.Count > 0));

    private void Book(IEnumerable<Person> among)
    {
        foreach (var person in among.Where(person => person.Points.NextDue <= Now))
        {
            person.Points.BookOverdue(Now);
        }
    }
}
