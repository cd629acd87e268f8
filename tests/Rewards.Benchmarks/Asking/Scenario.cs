using Rewards.Benchmarks.Loading;

namespace Rewards.Benchmarks.Asking;

/// <summary>Something that people do with the service, as a load.</summary>
/// <param name="Name">On the command line and in results.</param>
/// <param name="CallsEach">How many calls one redemption takes; 0 where nothing is redeemed, or not always.</param>
/// <param name="CreateScript">Of one connection.</param>
internal sealed record Scenario(string Name, int CallsEach, Func<Town, int, IScript> CreateScript)
{
    public const string PointsPath = "/v1/member/points";
    public const string EntriesPath = "/v1/member/entries?limit=20";

    /// <summary>Whether it can be done before it is measured: not where each member does it once a day.</summary>
    public bool WarmsUp { get; init; } = true;

    /// <summary>Requests due a second where nothing else is said; null: as many as are answered.</summary>
    public double? Rate { get; init; }

    public static Scenario Redeem { get; } =
        new("redeem", 1, (town, connection) => new RedeemScript(town, connection, captureAtOnce: true));

    public static Scenario Points { get; } = new("points", 0, (town, _) => new ReadScript(town, PointsPath));

    public static Scenario Entries { get; } = new("entries", 0, (town, _) => new ReadScript(town, EntriesPath));

    public static Scenario OrderRefused { get; } =
        new("order-refused", 0, (town, connection) => new RefusedOrderScript(town, connection)) { Rate = 500 };

    public static Scenario Search { get; } = new("search", 0, (town, _) => new SearchScript(town)) { Rate = 200 };

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Redeem,
        new("hold-then-capture", 2, (town, connection) => new RedeemScript(town, connection, captureAtOnce: false)),
        Points,
        Entries,
        new("mix", 0, (town, connection) => new MixScript(town, connection)),
        new("order", 0, (town, connection) => Order(town, connection, town.Bookables.Free)),
        new("order-hot", 0, (town, connection) => new OrderScript(town, connection, (town.Bookables.Free, 1))),
        new("order-points", 0, (town, connection) => Order(town, connection, town.Bookables.ForPoints)),
        new("order-points-hot", 0, (town, connection) => new OrderScript(town, connection, (town.Bookables.ForPoints, 1))),
        OrderRefused,
        Search,

        // Last, because it leaves nobody to check in; the mix before it has checked in some, and compiled the code.
        new("check-in", 0, (town, _) => new CheckInScript(town)) { WarmsUp = false },
    ];

    private static OrderScript Order(Town town, int connection, Bookable what) =>
        new(town, connection, (what, what.Slots.Count));

    public static Scenario Named(string name) => All.Single(scenario => scenario.Name == name);
}
