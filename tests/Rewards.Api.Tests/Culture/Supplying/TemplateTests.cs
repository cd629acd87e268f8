using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Supplying;

public abstract class TemplateTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly SupplyDesk desk = new(app);

    [Fact]
    public async Task A_dry_run_says_what_it_would_make_and_makes_nothing()
    {
        var offer = await desk.PublishAsync();

        var dry = (await ApplyAsync(offer, new { DryRun = true, From = "2026-12-01", To = "2026-12-01" })).Expect(200);

        Assert.Equal(5, dry["slots"]!.AsArray().Count);
        Assert.Equal("2026-12-01T08:30:00.000Z", Assert.Single(dry["dropped_rests"]!.AsArray())!["from"]!.GetValue<string>());
        Assert.Empty((await SlotsAsync(offer)).Data);
    }

    [Fact]
    public async Task It_makes_its_slots_once()
    {
        var offer = await desk.PublishAsync();
        var days = new { DryRun = false, From = "2026-12-01", To = "2026-12-02" };

        Assert.Equal(10, (await ApplyAsync(offer, days)).Expect(201)["slots"]!.AsArray().Count);
        var again = (await ApplyAsync(offer, days)).Expect(201);

        Assert.Equal((0, 10), (again["slots"]!.AsArray().Count, again.Number("existing")));
    }

    [Fact]
    public async Task With_days_ahead_the_job_goes_on_every_day_until_it_is_ended()
    {
        var offer = await desk.PublishAsync();
        var template = (await ApplyAsync(offer, new { DryRun = false, DaysAhead = 2 })).Expect(201).Text("id");
        var before = (await SlotsAsync(offer)).Data.Count;

        app.Time.Advance(TimeSpan.FromDays(1));
        await app.RunJobAsync("make-slots");
        var after = (await SlotsAsync(offer, "&from=2026-11-23")).Data.Count;
        (await desk.Merchant.DeleteAsync($"/v1/merchant/offers/{offer}/templates/{template}")).Expect(204);
        app.Time.Advance(TimeSpan.FromDays(1));
        await app.RunJobAsync("make-slots");

        Assert.Equal((before + 5, before + 5), (after, (await SlotsAsync(offer, "&from=2026-11-23")).Data.Count));
    }

    [Theory]
    [InlineData("""{"windows":[{"from":"09:00","until":"12:00"}],"capacity":1}""")]
    [InlineData("""{"days_ahead":3,"from":"2026-12-01","to":"2026-12-01","windows":[{"from":"09:00","until":"12:00"}],"capacity":1}""")]
    [InlineData("""{"from":"2026-12-02","to":"2026-12-01","windows":[{"from":"09:00","until":"12:00"}],"capacity":1}""")]
    [InlineData("""{"days_ahead":3,"windows":[],"capacity":1}""")]
    [InlineData("""{"days_ahead":3,"windows":[{"from":"9","until":"12:00"}],"capacity":1}""")]
    [InlineData("""{"days_ahead":61,"windows":[{"from":"09:00","until":"12:00"}],"capacity":1}""")]
    public async Task What_can_not_be_meant_is_refused(string body) =>
        (await desk.Merchant.PostKeyedAsync($"/v1/merchant/offers/{await desk.CreateAsync()}/templates", body)).Expect(400, "validation_failed");

    [Fact]
    public async Task At_most_500_slots_are_made_at_once()
    {
        var offer = await desk.CreateAsync();

        var refused = (await ApplyAsync(offer, new { DryRun = true, From = "2026-12-01", To = "2027-03-31" })).Expect(422, "too_many_slots");

        Assert.Equal(605, refused.Number("slots"));
    }

    private Task<Answer> ApplyAsync(string offer, object days) => desk.Merchant.PostKeyedAsync(
        $"/v1/merchant/offers/{offer}/templates",
        new Dictionary<string, object>(days.GetType().GetProperties().Select(one =>
            KeyValuePair.Create(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(one.Name), one.GetValue(days)!)))
        {
            ["windows"] = new[] { new { From = "09:00", Until = "12:00" }, new { From = "14:30", Until = "17:00" } },
            ["slot_minutes"] = 60,
            ["capacity"] = 4,
        });

    private async Task<Answer> SlotsAsync(string offer, string more = "") =>
        (await app.Caller(null).GetAsync($"/v1/offers/{offer}/slots?limit=100{more}")).Expect(200);
}

public sealed class TemplatesOnSqlite(SqliteApp app) : TemplateTests<SqliteApp>(app);

public sealed class TemplatesOnPostgres(PostgresApp app) : TemplateTests<PostgresApp>(app.OrSkip());
