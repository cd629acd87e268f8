using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Operators.ManagingOperators;

/// <summary>Admins add operators, see them and revoke them.</summary>
public abstract class ManagingOperatorsTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Path = OperatorsDesk.Path;

    private OperatorsDesk Desk => new(app);

    [Fact]
    public async Task The_list_says_how_each_token_stands_and_who_made_it_newest_first_page_by_page()
    {
        var (first, second) = (await Desk.AddAsync(), await Desk.AddAsync());
        await Desk.RevokeAsync(first.Id);
        var demo = await Desk.DemoAdminAsync();

        var page = (await app.Operator().GetAsync(Path + "?limit=1")).Expect(200);
        var next = (await app.Operator().GetAsync($"{Path}?limit=1&cursor={page.Text("next_cursor")}")).Expect(200);

        Assert.Equal(second.Id, page.Data.Single()["id"]!.GetValue<string>());
        Assert.Equal(first.Id, next.Data.Single()["id"]!.GetValue<string>());
        Assert.Equal("revoked", next.Data.Single()["status"]!.GetValue<string>());
        Assert.Equal(app.Time.GetUtcNow(), OperatorsDesk.Instant(next.Data.Single(), "revoked_at"));
        Assert.Equal($"operator:{demo["id"]}", page.Data.Single()["created_by"]!.GetValue<string>());
        Assert.Equal("auditor", page.Data.Single()["role"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_added_an_operator_is_named_wherever_the_operator_is_shown()
    {
        var (adder, token) = await Desk.AddAsync(role: "admin");
        await app.UntilAllNodesKnowAsync();

        var (added, _) = await Desk.AddAsync(by: token);
        (await Desk.RevokeAsync(adder)).Expect(200);

        var listed = await Desk.FindAsync(added);
        Assert.Equal($"operator:{adder}", listed["created_by"]!.GetValue<string>());
        Assert.Equal("李四", listed["created_by_name"]!.GetValue<string>());
        var replaced = (await Desk.ReplaceAsync(added)).Expect(201);
        Assert.Equal("李四", replaced["issued"]!["created_by_name"]!.GetValue<string>());
        Assert.Equal("李四", (await Desk.RevokeAsync(added)).Expect(200).Text("created_by_name"));
        Assert.Null((await Desk.DemoAdminAsync())["created_by_name"]);
    }

    [Fact]
    public async Task Revoking_twice_changes_nothing_and_is_recorded_once()
    {
        var added = await Desk.AddAsync();
        var first = (await Desk.RevokeAsync(added.Id)).Expect(200);
        app.Time.Advance(TimeSpan.FromMinutes(1));

        var second = (await Desk.RevokeAsync(added.Id)).Expect(200);

        Assert.Equal(first.Text("revoked_at"), second.Text("revoked_at"));
        Assert.Equal(["operator.revoked", "operator.added"], await Desk.ActsOnAsync(added.Id));
    }

    [Fact]
    public async Task The_last_admin_whose_token_opens_anything_can_not_be_revoked()
    {
        var demo = (await Desk.DemoAdminAsync())["id"]!.GetValue<string>();
        (await Desk.RevokeAsync(demo)).Expect(409, "last_admin");
        var other = await Desk.AddAsync("admin", days: 1);
        app.Time.Advance(TimeSpan.FromDays(1));

        (await Desk.RevokeAsync(demo)).Expect(409, "last_admin");

        (await Desk.RevokeAsync(other.Id)).Expect(200);
        Assert.Equal("active", await Desk.StatusAsync(demo));
        Assert.DoesNotContain("operator.revoked", await Desk.ActsOnAsync(demo));
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("operator")]
    [InlineData("approver")]
    public async Task Only_admins_manage_operators(string role)
    {
        var (caller, other) = (app.Operator(role), await Desk.AddAsync());

        Answer[] answers =
        [
            await caller.GetAsync(Path),
            await caller.PostAsync(Path, new { Name = "王五", Role = "admin" }),
            await caller.PostAsync($"{Path}/{other.Id}/replace", new { }),
            await caller.PostAsync($"{Path}/{other.Id}/revoke", new { }),
        ];

        Assert.All(answers, answer => answer.Expect(403, "role_missing"));
        Assert.Equal(["operator.added"], await Desk.ActsOnAsync(other.Id));
    }

    [Theory]
    [InlineData("""{"role":"auditor"}""", "name")]
    [InlineData("""{"name":"  ","role":"auditor"}""", "name")]
    [InlineData("""{"name":"李四","role":"auditor","days":0}""", "days")]
    [InlineData("""{"name":"李四","role":"auditor","days":367}""", "days")]
    public async Task A_new_operator_has_a_name_and_at_most_a_leap_year(string body, string field)
    {
        var answer = (await app.Operator().PostAsync(Path, body)).Expect(400);

        Assert.Contains(field, answer.Body!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_exist_is_not_found()
    {
        (await Desk.ReplaceAsync("opr_01m6a6ft00e5q8d2vk5m3t7b9c")).Expect(404, "not_found");
        (await Desk.RevokeAsync("opr_01m6a6ft00e5q8d2vk5m3t7b9c")).Expect(404, "not_found");
    }
}

public sealed class ManagingOperatorsOnSqlite(SqliteApp app) : ManagingOperatorsTests<SqliteApp>(app);

public sealed class ManagingOperatorsOnPostgres(PostgresApp app) : ManagingOperatorsTests<PostgresApp>(app.OrSkip());
