using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;
using static Rewards.Api.Tests.Ledger.Differential.Comparison;
using static Rewards.Api.Tests.Ledger.Differential.Plan;

namespace Rewards.Api.Tests.Culture.Rushing;

/// <summary>Eight o'clock, when booking opens: far more members than places.</summary>
public sealed class RushTests : IDisposable
{
    /// <summary>How many come where a node ends: 5,000 are the promise, and take a minute or more of two cores.</summary>
    private const string MembersVariable = "REWARDS_RUSH";

    private const int Usually = 2_000;
    private const int ASecond = 1_000;

    /// <summary>How fast this machine is, is not what this is about.</summary>
    private const string Patience = "--Ledger:LongestWaitMilliseconds=60000";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-rush-");

    [Fact]
    public async Task Thousands_within_seconds_for_300_places_over_two_nodes_of_which_one_ends()
    {
        const int Places = 300;
        using var database = new TemporaryPostgres(isMigrated: true);
        var connection = $"--ConnectionStrings:Rewards={database.PatientConnectionString}";
        var clock = Stopwatch.StartNew();
        await using var first = await ServiceProcess.StartAsync(folder.FullName, connection, Patience);
        await using var second = await ServiceProcess.StartAsync(folder.FullName, connection, Patience);
        var members = await Crowd.SignUpAsync(
            Database.Of(database.ConnectionString), Number(MembersVariable) ?? Usually, DateTimeOffset.UtcNow);
        var (offer, slot) = await PutUpAsync(first.Caller("rk_test_centre"), first.Caller("op_test_operator"), (Places, DateTimeOffset.UtcNow));
        await BothKnowAsync(first, second, offer);
        using var one = ClientOf(first);
        using var other = ClientOf(second);
        var (rush, prepared) = (new Rush([one, other], offer, slot), clock.Elapsed);

        var within = TimeSpan.FromSeconds(members.Count / (double)ASecond);
        var asking = rush.RunAsync(members, within);
        await Task.Delay(within / 3, TestContext.Current.CancellationToken);
        first.Kill();
        var rushers = await asking;

        Say($"{members.Count} members after {prepared.TotalSeconds:F0} s, all answered {(clock.Elapsed - prepared).TotalSeconds:F1} s later: {InWords(rush)}");
        Compare(rushers, rush, Places);
        Assert.Equal(Places, await TakenAsync(Database.Of(database.ConnectionString), slot));
        var verified = await ServiceProcess.RunAsync(folder.FullName, "verify", connection);
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
        Say($"with verifying {clock.Elapsed.TotalSeconds:F0} s");
    }

    [Fact]
    public async Task Five_hundred_at_once_for_100_places_in_one_file()
    {
        const int Places = 100;
        await using var app = new SqliteApp();
        await app.InitializeAsync();
        var database = app.Services.GetRequiredService<Database>();
        var members = await Crowd.SignUpAsync(database, 500, app.Time.GetUtcNow());
        var (offer, slot) = await PutUpAsync(app.Caller("rk_test_centre"), app.Operator("operator"), (Places, app.Time.GetUtcNow()));
        using var client = app.CreateClient();
        var rush = new Rush([client], offer, slot);

        var rushers = await rush.RunAsync(members, TimeSpan.Zero);

        Compare(rushers, rush, Places);
        Assert.Equal(Places, await TakenAsync(database, slot));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<(string Offer, string Slot)> PutUpAsync(
        Caller merchant, Caller approver, (int Places, DateTimeOffset Now) what)
    {
        var offer = (await merchant.PostKeyedAsync("/v1/merchant/offers", SupplyDesk.Free())).Expect(201).Text("id");
        (await merchant.PostKeyedAsync($"/v1/merchant/offers/{offer}/submit", new { })).Expect(200);
        (await approver.PostKeyedAsync($"/v1/operator/offers/{offer}/approve", new { Version = 1 })).Expect(200);
        var slots = new { Slots = new[] { SupplyDesk.Slot(what.Now.AddHours(10), what.Places) } };
        var made = (await merchant.PostKeyedAsync($"/v1/merchant/offers/{offer}/slots", slots)).Expect(201);
        return (offer, made.Data[0]["id"]!.GetValue<string>());
    }

    /// <summary>All places are taken, none twice, and everybody else was told so.</summary>
    private static void Compare(Rusher[] rushers, Rush rush, int places)
    {
        Assert.All(rush.Answers.Keys, answer => Assert.Contains(answer.Split(' ')[0], new[] { "none", "201", "422", "503" }));
        Assert.All(rushers, rusher => Assert.True(rusher is { Status: 201 } or { Status: 422, Code: "sold_out" }, $"{rusher}"));
        Assert.Equal(places, rushers.Where(rusher => rusher.Status == 201).Sum(rusher => rusher.Wanted));
    }

    /// <summary>Places that the slot counts, which are those of the orders that are there.</summary>
    private static async Task<int> TakenAsync(Database database, string slot)
    {
        await using var db = database.OpenForReading();
        var ordered = await db.Orders.Where(order => order.SlotId == slot).SumAsync(order => order.Quantity);
        var taken = await db.Slots.Where(row => row.SlotId == slot).Select(row => row.Taken).SingleAsync();
        Assert.Equal(ordered, taken);
        return taken;
    }

    private static async Task BothKnowAsync(ServiceProcess first, ServiceProcess second, string offer)
    {
        foreach (var node in new[] { first, second })
        {
            for (var tries = 0; (await node.Caller(null).GetAsync($"/v1/offers/{offer}")).Status != 200; tries++)
            {
                Assert.True(tries < 100, "A node does not know the offer.");
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }

    private static HttpClient ClientOf(ServiceProcess node) => new() { BaseAddress = new Uri(node.Address) };

    private static string InWords(Rush rush) =>
        string.Join(", ", rush.Answers.OrderBy(one => one.Key).Select(one => $"{one.Value} × {one.Key}"));
}
