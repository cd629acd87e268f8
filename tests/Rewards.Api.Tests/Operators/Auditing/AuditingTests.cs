using System.Text.Json.Nodes;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Operators.Auditing;

public abstract class AuditingTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Path = "/v1/operator/audit";

    [Fact]
    public async Task Records_are_found_by_what_was_acted_on()
    {
        var merchant = await AddMerchantAsync();
        await AddMerchantAsync();
        await SuspendAsync(merchant);

        var found = await FindAsync("target=" + merchant);

        Assert.Equal(["merchant.changed", "merchant.added"], found.Select(Action));
    }

    [Fact]
    public async Task Records_are_found_by_who_acted_and_carry_the_name()
    {
        var added = (await app.Operator().PostAsync(
            "/v1/operator/operators", new { Name = "赵六", Role = "admin" })).Expect(201);
        var id = added["issued"]!["id"]!.GetValue<string>();
        var merchant = await AddMerchantAsync(added.Text("token"));

        var (byName, byId) = (await FindAsync("actor=operator:" + id), await FindAsync("actor=" + id));

        Assert.Equal(merchant, Assert.Single(byName)["target"]!.GetValue<string>());
        Assert.Equal("赵六", byName[0]["actor_name"]!.GetValue<string>());
        Assert.Equal(byName.Select(Id), byId.Select(Id));
        (await app.Operator().PostAsync($"/v1/operator/operators/{id}/revoke", new { })).Expect(200);
        Assert.Equal("赵六", (await FindAsync("actor=" + id))[0]["actor_name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Records_are_found_by_what_was_done_and_all_filters_hold_together()
    {
        var (one, other) = (await AddMerchantAsync(), await AddMerchantAsync());

        var added = await FindAsync("action=merchant.added");
        var both = await FindAsync($"action=merchant.added&target={one}");

        Assert.Superset(new HashSet<string> { one, other }, added.Select(Target).ToHashSet());
        Assert.All(added, record => Assert.Equal("merchant.added", Action(record)));
        Assert.Equal([one], both.Select(Target));
        Assert.Empty(await FindAsync($"action=merchant.changed&target={one}"));
    }

    [Fact]
    public async Task A_day_is_a_business_date_from_midnight_to_midnight()
    {
        // 15:59:59.999 UTC is the last millisecond of a day in Shanghai.
        var today = app.Time.GetUtcNow().UtcDateTime.Date.AddDays(2);
        app.Time.SetUtcNow(new DateTimeOffset(today.AddHours(16).AddMilliseconds(-1), TimeSpan.Zero));
        var last = await AddMerchantAsync();
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        var first = await AddMerchantAsync();

        var day = await FindAsync($"day={today:yyyy-MM-dd}");
        var next = await FindAsync($"day={today.AddDays(1):yyyy-MM-dd}");

        Assert.Equal([last], day.Select(Target));
        Assert.Equal([first], next.Select(Target));
    }

    [Fact]
    public async Task A_filtered_list_goes_on_page_by_page()
    {
        var merchant = await AddMerchantAsync();
        await SuspendAsync(merchant);
        await AddMerchantAsync();

        var page = (await app.Operator("auditor").GetAsync($"{Path}?target={merchant}&limit=1")).Expect(200);
        var rest = await FindAsync($"target={merchant}&limit=1&cursor={page.Text("next_cursor")}");

        Assert.Equal("merchant.changed", Action(page.Data.Single()));
        Assert.Equal("merchant.added", Action(rest.Single()));
        (await app.Operator("auditor").GetAsync($"{Path}?limit=1&cursor={page.Text("next_cursor")}"))
            .Expect(400, "cursor_invalid");
    }

    [Fact]
    public async Task A_record_about_a_key_names_its_merchant()
    {
        var merchant = await AddMerchantAsync();
        var keys = $"/v1/operator/merchants/{merchant}/keys";
        var issued = (await app.Operator().PostAsync(keys, new { Scopes = new[] { "quote" } })).Expect(201)["issued"]!;
        var key = issued["id"]!.GetValue<string>();
        app.Time.Advance(TimeSpan.FromMilliseconds(1));

        (await app.Operator().DeleteAsync($"{keys}/{key}")).Expect(204);
        (await app.Operator().DeleteAsync($"{keys}/{key}")).Expect(204);

        var found = await FindAsync("target=" + key);
        Assert.Equal(merchant, issued["merchant_id"]!.GetValue<string>());
        Assert.Equal(["merchant_key.revoked", "merchant_key.issued"], found.Select(Action));
        Assert.All(found, record => Assert.Equal(merchant, record["detail"]!["merchant_id"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("day=yesterday", "day")]
    [InlineData("day=2026-11-31", "day")]
    [InlineData("day=2026-11-23T00:00:00Z", "day")]
    public async Task A_day_that_is_none_is_named(string query, string field)
    {
        var answer = (await app.Operator().GetAsync($"{Path}?{query}")).Expect(400, "validation_failed");

        Assert.NotNull(answer["errors"]![field]);
    }

    [Fact]
    public async Task A_filter_that_is_too_long_is_named()
    {
        var answer = (await app.Operator().GetAsync($"{Path}?actor={new string('x', 101)}"))
            .Expect(400, "validation_failed");

        Assert.NotNull(answer["errors"]!["actor"]);
    }

    private static string Id(JsonNode record) => record["id"]!.GetValue<string>();

    private static string Action(JsonNode record) => record["action"]!.GetValue<string>();

    private static string Target(JsonNode record) => record["target"]!.GetValue<string>();

    private async Task<IReadOnlyList<JsonNode>> FindAsync(string query) =>
        (await app.Operator("auditor").GetAsync($"{Path}?{query}")).Expect(200).Data;

    private async Task SuspendAsync(string merchant) =>
        (await app.Operator().PatchAsync("/v1/operator/merchants/" + merchant, new { Status = "suspended" }))
            .Expect(200);

    private async Task<string> AddMerchantAsync(string by = "op_test_admin")
    {
        var added = (await app.Caller(by).PostAsync(
            "/v1/operator/merchants",
            new { Name = new { Zh = "书", En = "Book" }, Category = "book" })).Expect(201).Text("id");

        // Ids sort by the millisecond in which they were made.
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        return added;
    }
}

public sealed class AuditingOnSqlite(SqliteApp app) : AuditingTests<SqliteApp>(app);

public sealed class AuditingOnPostgres(PostgresApp app) : AuditingTests<PostgresApp>(app.OrSkip());
