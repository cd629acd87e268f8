using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Merchants.ManagingMerchants;

public abstract class ManagingMerchantsTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Path = "/v1/operator/merchants";

    [Fact]
    public async Task The_19_merchants_of_Zhuzhou_are_there()
    {
        var merchants = (await app.Operator("auditor").GetAsync(Path + "?limit=100")).Expect(200);

        var names = merchants.Data.Select(merchant => merchant["name"]!["zh"]!.GetValue<string>()).ToList();
        Assert.Superset(
            new HashSet<string>
            {
                "书店", "神农大剧院", "环洲歌剧院", "影城一", "影城二", "影城三", "影城四", "影城五", "影城六", "影城七",
                "神农塔", "御景林", "酒仙湖", "韵动水上乐园", "后羿氏射箭俱乐部", "国际卡丁车场", "顽木堂", "景德陶瓷", "聚典阁",
            },
            names.ToHashSet());
    }

    [Fact]
    public async Task A_new_merchant_redeems_with_a_key_that_is_shown_once()
    {
        var merchant = await AddAsync();

        var issued = await IssueAsync(merchant, "quote", "redeem", "member_id");

        (await app.Till(issued.Text("key")).RedeemAsync(await app.SignUpAsync(), 8800)).Expect(201);
        var listed = await FindAsync(merchant);
        Assert.DoesNotContain(issued.Text("key"), listed, StringComparison.Ordinal);
        Assert.Contains(issued["issued"]!["hint"]!.GetValue<string>(), listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_does_only_what_its_scopes_say()
    {
        var till = app.Till((await IssueAsync(await AddAsync(), "redeem", "member_id")).Text("key"));
        var member = await app.SignUpAsync();

        var captured = (await till.RedeemAsync(member, 8800, capture: true)).Expect(201);

        (await till.QuoteAsync(member, Till.Item(100))).Expect(403, "scope_missing");
        (await till.RefundAsync(captured)).Expect(403, "scope_missing");
    }

    [Fact]
    public async Task A_merchant_has_at_most_two_live_keys()
    {
        var merchant = await AddAsync();
        var first = await IssueAsync(merchant, "quote");
        await IssueAsync(merchant, "quote");

        (await PostKeyAsync(merchant, "quote")).Expect(409, "too_many_keys");
        (await app.Operator().DeleteAsync($"{Path}/{merchant}/keys/{first["issued"]!["id"]}")).Expect(204);
        (await PostKeyAsync(merchant, "quote")).Expect(201);
    }

    [Fact]
    public async Task A_revoked_key_is_dead_on_the_next_request()
    {
        var merchant = await AddAsync();
        var issued = await IssueAsync(merchant, "quote", "member_id");
        var (till, member) = (app.Till(issued.Text("key")), await app.SignUpAsync());
        (await till.QuoteAsync(member, Till.Item(100))).Expect(200);

        await app.Operator().DeleteAsync($"{Path}/{merchant}/keys/{issued["issued"]!["id"]}");

        (await till.QuoteAsync(member, Till.Item(100))).Expect(401, "credential_invalid");
    }

    [Fact]
    public async Task A_suspended_merchant_starts_nothing_new_and_ends_what_it_began()
    {
        var merchant = await AddAsync();
        var till = app.Till((await IssueAsync(merchant, "quote", "redeem", "refund", "member_id")).Text("key"));
        var member = await app.SignUpAsync();
        var (captured, held) =
            (await till.RedeemAsync(member, 8800, 10, capture: true), await till.RedeemAsync(member, 8800, 10));

        (await app.Operator().PatchAsync($"{Path}/{merchant}", new { Status = "suspended" })).Expect(200);

        (await till.QuoteAsync(member, Till.Item(100))).Expect(403, "merchant_suspended");
        (await till.RedeemAsync(member, 8800)).Expect(403, "merchant_suspended");
        (await till.CaptureAsync(held)).Expect(200);
        (await till.RefundAsync(captured)).Expect(201);
    }

    [Fact]
    public async Task A_change_leaves_what_it_does_not_name()
    {
        var merchant = await AddAsync();

        var changed = (await app.Operator().PatchAsync($"{Path}/{merchant}", new { Category = "scenic" })).Expect(200);

        Assert.Equal(
            ("scenic", "新书店", "active"),
            (changed.Text("category"), changed["name"]!["zh"]!.GetValue<string>(), changed.Text("status")));
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("operator")]
    [InlineData("approver")]
    public async Task Only_admins_manage_merchants(string role)
    {
        var (caller, merchant) = (app.Operator(role), await AddAsync());

        Answer[] answers =
        [
            await caller.PostAsync(Path, new { Name = new { Zh = "a", En = "b" }, Category = "book" }),
            await caller.PatchAsync($"{Path}/{merchant}", new { Status = "suspended" }),
            await caller.PostAsync($"{Path}/{merchant}/keys", new { Scopes = new[] { "quote" } }),
            await caller.DeleteAsync($"{Path}/{merchant}/keys/key_01m6a6ft00e5q8d2vk5m3t7b9c"),
        ];

        Assert.All(answers, answer => answer.Expect(403, "role_missing"));
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        const string Absent = Path + "/mch_01m6a6ft00e5q8d2vk5m3t7b9c";

        (await app.Operator().PatchAsync(Absent, new { Status = "suspended" })).Expect(404);
        (await app.Operator().PostAsync(Absent + "/keys", new { Scopes = new[] { "quote" } })).Expect(404);
        (await app.Operator().DeleteAsync(Absent + "/keys/key_01m6a6ft00e5q8d2vk5m3t7b9c")).Expect(404);
    }

    [Theory]
    [InlineData("""{"scopes":[]}""")]
    [InlineData("""{"scopes":["everything"]}""")]
    [InlineData("""{"scopes":["quote","quote"]}""")]
    public async Task Scopes_are_known_and_named_once(string body)
    {
        var answer = await app.Operator().PostAsync($"{Path}/{await AddAsync()}/keys", body);

        answer.Expect(400, "validation_failed");
    }

    private async Task<string> AddAsync() =>
        (await app.Operator().PostAsync(
            Path, new { Name = new { Zh = "新书店", En = "New Bookshop" }, Category = "book" })).Expect(201).Text("id");

    private Task<Answer> PostKeyAsync(string merchant, params string[] scopes) =>
        app.Operator().PostAsync($"{Path}/{merchant}/keys", new { Scopes = scopes });

    private async Task<Answer> IssueAsync(string merchant, params string[] scopes) =>
        (await PostKeyAsync(merchant, scopes)).Expect(201);

    private async Task<string> FindAsync(string merchant) =>
        (await app.Operator().GetAsync(Path + "?limit=100")).Data
            .Single(found => found["id"]!.GetValue<string>() == merchant)
            .ToJsonString();
}

public sealed class ManagingMerchantsOnSqlite(SqliteApp app) : ManagingMerchantsTests<SqliteApp>(app);

public sealed class ManagingMerchantsOnPostgres(PostgresApp app) : ManagingMerchantsTests<PostgresApp>(app.OrSkip());
