namespace Rewards.Api.Tests.Support;

/// <summary>The program as its own process, and a browser to look at it. One of each for all tests that look.</summary>
public sealed class BrowserSite : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-site-");
    private Chromium? chromium;
    private ServiceProcess? service;
    private int people;

    public ServiceProcess Service => service!;

    public async ValueTask InitializeAsync()
    {
        chromium = await Chromium.StartAsync();
        if (chromium is not null)
        {
            // All its people come from one address.
            service = await ServiceProcess.StartAsync(folder.FullName, "--RateLimits:SignInsPerMinute=10000");
            await UntilThereAreSlotsAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
        {
            await service!.DisposeAsync();
            var (exitCode, output, _) = await ServiceProcess.RunAsync(folder.FullName, "verify");
            await chromium.DisposeAsync();
            Assert.True(exitCode == 0, output);
        }

        folder.Delete(recursive: true);
    }

    /// <summary>Seconds after its first start the job has made those of the samples.</summary>
    private async Task UntilThereAreSlotsAsync()
    {
        var anybody = Service.Caller(null);
        while ((await anybody.GetAsync("/v1/offers?free=true&available=true&limit=1")).Expect(200).Data.Count == 0)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A phone; the test is skipped where there is no browser.</summary>
    /// <param name="settings">How it is set.</param>
    /// <param name="at">Where it goes, if not to this site's own process.</param>
    public Task<Phone> PhoneAsync(PhoneSettings? settings = null, ServiceProcess? at = null)
    {
        Assert.SkipWhen(chromium is null, "Chromium is not installed here.");
        return Phone.TakeAsync(chromium!, (at ?? Service).Address, settings ?? new PhoneSettings());
    }

    /// <summary>A phone whose owner, a new member, is signed in.</summary>
    public async Task<Phone> MemberAsync(PhoneSettings? settings = null)
    {
        var phone = await PhoneAsync(settings);
        await phone.SignInAsync(NewPerson());
        return phone;
    }

    /// <summary>Swagger's page; the test is skipped where there is no browser.</summary>
    /// <param name="audience">Whose document.</param>
    /// <param name="at">Where it is, if not at this site's own process.</param>
    /// <param name="password">What a person types if the browser asks.</param>
    public Task<SwaggerPage> SwaggerAsync(string audience, ServiceProcess? at = null, string? password = null)
    {
        Assert.SkipWhen(chromium is null, "Chromium is not installed here.");
        return SwaggerPage.OpenAsync(chromium!.Browser, (at ?? Service).Address, audience, password);
    }

    /// <summary>Two tickets of a member's for a film, paid at the venue: they let in from now on, and can be given back until it begins.</summary>
    /// <param name="person">Who has signed in by that name.</param>
    /// <param name="points">To be used for it.</param>
    public async Task<Answer> OrderFilmAsync(string person, long points, bool isPaidOnline = false)
    {
        var cinema = Service.Caller("rk_test_cinema");
        var film = new
        {
            Kind = "slot",
            Title = "电影《湘江之夜》",
            PriceFen = 4_990,
            Unit = "张",
            Payment = isPaidOnline ? "online" : "at_venue",
            Admits = 2,
            Cancellation = new { UntilMinutesBefore = 0 },
        };
        var offer = (await cinema.PostKeyedAsync("/v1/merchant/offers", film)).Expect(201).Text("id");
        (await cinema.PostKeyedAsync($"/v1/merchant/offers/{offer}/submit", new { })).Expect(200);
        (await Service.Caller("op_test_operator").PostKeyedAsync($"/v1/operator/offers/{offer}/approve", new { Version = 1 })).Expect(200);
        var starts = DateTimeOffset.UtcNow.AddMinutes(20);
        var slot = (await cinema.PostKeyedAsync(
            $"/v1/merchant/offers/{offer}/slots",
            new { Slots = new[] { new { StartsAt = starts, EndsAt = starts.AddHours(2), Capacity = 40 } } })).Expect(201).Data[0]["id"]!.GetValue<string>();
        var session = (await Service.Caller(null).PostAsync("/v1/member/sessions", new { WechatCode = "sandbox-" + person })).Expect(201);
        var member = Service.Caller(session.Text("access_token"));
        var order = (await member.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = 2, AcceptVersion = 1, Points = points })).Expect(201);
        if (isPaidOnline)
        {
            (await member.PostKeyedAsync($"/v1/member/orders/{order.Text("id")}/pay", new { })).Expect(200);
        }

        return order;
    }

    public string NewPerson() => $"person{Interlocked.Increment(ref people)}-{Guid.NewGuid():N}";

    /// <summary>A till that scans the code on the phone's screen.</summary>
    public Task<Answer> RedeemAsync(Phone phone, long priceFen, long? points = null, bool capture = true) =>
        RedeemAtAsync(Service, phone, priceFen, points, capture);

    public static async Task<Answer> RedeemAtAsync(
        ServiceProcess service, Phone phone, long priceFen, long? points = null, bool capture = true) =>
        await RedeemAtAsync(
            service, (await phone.Page.Locator("#curl").TextContentAsync())!, priceFen, points, capture);

    /// <param name="service">Where.</param>
    /// <param name="curl">The line on the phone's screen, with the code.</param>
    /// <param name="priceFen">One line of one.</param>
    /// <param name="points">Null: as many as the limits allow.</param>
    /// <param name="capture">Spend at once, or hold.</param>
    public static Task<Answer> RedeemAtAsync(
        ServiceProcess service, string curl, long priceFen, long? points = null, bool capture = true) =>
        service.Caller("rk_test_bookshop").PostKeyedAsync("/v1/redemptions", new
        {
            MemberCode = curl.Split("\"member_code\":\"")[1].Split('"')[0],
            OrderNo = Guid.NewGuid().ToString("N"),
            Items = new[] { Till.Item(priceFen) },
            Points = points,
            Capture = capture,
        });
}

/// <summary>Tests that look through a browser run one after the other.</summary>
[CollectionDefinition(nameof(BrowserSite))]
public sealed class OneBrowser : ICollectionFixture<BrowserSite>;
