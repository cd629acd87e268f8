using Rewards.Domain.Programmes;

namespace Rewards.Api.Tests.Ledger.Verifying;

/// <summary>A year and more of a small town in which everything happened that an entry can say.</summary>
public sealed class SampleLedger : IAsyncLifetime
{
    private const Category Book = Category.Book;

    private readonly Dictionary<string, string> names = [];

    public Town Town { get; private set; } = null!;

    /// <summary>Puts ids into a text that names members and redemptions: <c>{anna}</c>.</summary>
    public string WithIds(string text) =>
        names.Aggregate(text, (filled, name) => filled.Replace($"{{{name.Key}}}", name.Value));

    public async ValueTask InitializeAsync()
    {
        Town = await Town.FoundAsync("2026-11-23 10:00");
        await SignUpAsync();
        await CheckInAsync();
        await AdjustAsync();
        await RedeemAsync();
        await RefundAsync();
        await OrderAsync();
        await ReturnLateAsync();
        await LeaveThingsOpenAsync();
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    private async Task SignUpAsync()
    {
        names["anna"] = await Town.SignUpAsync("anna");
        names["ben"] = await Town.SignUpAsync("ben", names["anna"]);
        names["carl"] = await Town.SignUpAsync("carl", names["anna"]);
        names["dora"] = await Town.SignUpAsync("dora");
        names["ede"] = await Town.SignUpAsync("ede");

        // One more than a month credits.
        for (var friend = 1; friend <= 21; friend++)
        {
            names["friend" + friend] = await Town.SignUpAsync("friend" + friend, names["ede"]);
        }
    }

    private async Task CheckInAsync()
    {
        for (var day = 0; day < 8; day++)
        {
            await Town.CheckInAsync(names["anna"]);
            Town.Wait(TimeSpan.FromDays(1));
        }

        Town.Wait(TimeSpan.FromDays(1));
        await Town.CheckInAsync(names["anna"]);
    }

    private async Task AdjustAsync()
    {
        Assert.True(await Town.AdjustAsync(names["anna"], 1000));
        Assert.True(await Town.AdjustAsync(names["anna"], -60, by: "operator:opr_second"));
        Assert.False(await Town.AdjustAsync(names["anna"], 5000));
        await Town.AdjustTogetherAsync(names["friend2"], 1500);
    }

    private async Task RedeemAsync()
    {
        await RedeemAsync("at_once", new Sale(Category.Film, 3500) { Quantity = 2, Capture = true });
        await RedeemAsync("whole", new Sale(Category.Scenic, 9999) { Points = 40 });
        await Town.CaptureAsync(names["whole"], Category.Scenic);
        await RedeemAsync("part", new Sale(Category.Leisure, 10000) { Points = 90 });
        Town.Wait(TimeSpan.FromMinutes(1));
        await Town.CaptureAsync(names["part"], Category.Leisure, 30);
        await RedeemAsync("released", new Sale(Book, 2000) { Points = 50 });
        await Town.ReleaseAsync(names["released"], Book);
        await RedeemAsync("timed_out", new Sale(Book, 2000) { Points = 20 });
        Town.Wait(TimeSpan.FromMinutes(20));
        await RedeemAsync("nothing", new Sale(Book, 100) { Points = 0, Capture = true });
        await RedeemAsync("nothing_held", new Sale(Book, 100) { Points = 0 });
        await Town.ReleaseAsync(names["nothing_held"], Book);
    }

    private async Task RefundAsync()
    {
        await RedeemAsync("refunded", new Sale(Book, 8800) { Points = 500, Capture = true });
        await Town.RefundAsync(names["refunded"], Book, 4400);
        await Town.RefundAsync(names["refunded"], Book, 15);
        await Town.RefundAsync(names["refunded"], Book);
        await RedeemAsync("partly_refunded", new Sale(Book, 2000) { Points = 100, Capture = true });
        await Town.RefundAsync(names["partly_refunded"], Book, 1000);
    }

    private async Task OrderAsync()
    {
        var court = Town.BoxOffice().Open(priceFen: 0, isSlot: true);
        names["free_order"] = await court.OrderAsync(names["anna"], 2);
        await court.AdmitOneAsync(names["anna"], names["free_order"]);
        await court.LetInWalkInsAsync(places: 1, people: 1);
        var kiosk = Town.BoxOffice().Open(priceFen: 100, isSlot: false);
        names["order"] = await kiosk.OrderAsync(names["carl"], 3);
        await kiosk.CancelOneAsync(names["carl"], names["order"]);
        await PayAtVenueAsync();
        await WaitAsync();
    }

    /// <summary>One of two tickets is given back: its place is kept for who waited first, another waits on.</summary>
    private async Task WaitAsync()
    {
        var full = Town.BoxOffice().Open(priceFen: 0, isSlot: true, capacity: 2);
        var order = await full.OrderAsync(names["anna"], 2);
        await full.WaitAsync(names["carl"]);
        await full.WaitAsync(names["dora"]);
        await full.CancelOneAsync(names["anna"], order);
    }

    /// <summary>Three tickets: one is given back, one used, and the last cancelled by that; of another order one is held.</summary>
    private async Task PayAtVenueAsync()
    {
        var counter = Town.BoxOffice().Open(priceFen: 105, isSlot: true, isPaidThere: true);
        names["venue_order"] = await counter.OrderAsync(names["dora"], 3);
        await counter.CancelOneAsync(names["dora"], names["venue_order"]);
        await counter.AdmitOneAsync(names["dora"], names["venue_order"]);
        names["held_order"] = await counter.OrderAsync(names["dora"], 2);
        await counter.CancelOneAsync(names["dora"], names["held_order"]);
    }

    /// <summary>Ben's points end on 2027-11-30; some come back later.</summary>
    private async Task ReturnLateAsync()
    {
        await RedeemAsync("bens_book", new Sale(Book, 2000) { Points = 30, Capture = true }, "ben");
        Town.MoveTo("2027-11-30 23:50");
        await RedeemAsync("over_midnight", new Sale(Book, 2000) { Points = 50 }, "ben");
        await RedeemAsync("times_out_over_midnight", new Sale(Book, 2000) { Points = 20 }, "ben");
        Town.MoveTo("2027-12-01 00:04");
        await Town.ReleaseAsync(names["over_midnight"], Book);
        Town.MoveTo("2027-12-08 23:50");
        await RedeemAsync("grace_over_midnight", new Sale(Book, 2000) { Points = 10 }, "ben");
        Town.MoveTo("2027-12-09 00:02");
        await Town.ReleaseAsync(names["grace_over_midnight"], Book);
        Town.MoveTo("2027-12-15 10:00");
        await Town.RefundAsync(names["bens_book"], Book);
        await Town.BookOverdueAsync(names["carl"]);
    }

    /// <summary>
    /// Dora has a hold that is over but not booked, and lots that are dead but not booked; anna has an open hold.
    /// </summary>
    private async Task LeaveThingsOpenAsync()
    {
        await Town.AdjustAsync(names["dora"], 200);
        await RedeemAsync("unbooked", new Sale(Book, 2000) { Points = 70 }, "dora");
        Town.Wait(TimeSpan.FromHours(1));
        await Town.AdjustAsync(names["anna"], 100);
        await RedeemAsync("open", new Sale(Book, 2000) { Points = 40 });
        Town.Wait(TimeSpan.FromSeconds(1));
    }

    private async Task RedeemAsync(string name, Sale sale, string member = "anna") =>
        names[name] = await Town.RedeemAsync(names[member], sale);
}
