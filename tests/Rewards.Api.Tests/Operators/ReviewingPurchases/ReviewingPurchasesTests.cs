using System.Text.Json.Nodes;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Operators.ReviewingPurchases;

/// <summary>The bureau reads purchases, with the names beside the ids.</summary>
public abstract class ReviewingPurchasesTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly Caller auditor = app.Operator("auditor");

    [Fact]
    public async Task An_operator_reads_a_purchase_with_its_refunds_and_who_bought_where()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        var bought = await till.RedeemAsync(member, 8800, 100, capture: true);
        await till.RefundAsync(bought, 880);

        var read = (await auditor.GetAsync("/v1/operator/redemptions/" + bought.Text("id"))).Expect(200);

        var merchants = await till.GetAsync(bought);
        foreach (var (name, value) in merchants.Body!.AsObject())
        {
            Assert.Equal(value?.ToJsonString(), read[name]?.ToJsonString());
        }

        Assert.Equal(member.Id, read.Text("member_id"));
        Assert.Equal(member.Session["member"]!["display_name"]!.GetValue<string>(), read.Text("member_name"));
        Assert.Equal("Bookshop", read.Text("merchant_name"));
    }

    [Fact]
    public async Task Purchases_are_found_by_member_merchant_order_number_and_period()
    {
        app.Time.Advance(TimeSpan.FromDays(3));
        var from = app.Time.GetUtcNow().AddMilliseconds(-1);
        var (anna, ben) = (await app.SignUpAsync(), await app.SignUpAsync());
        var (books, films) = (app.Till(), app.Till("rk_test_cinema"));
        var orderNo = Caller.NewKey();
        var first = (await books.Caller.PostKeyedAsync("/v1/redemptions", Till.Body(anna, 8800, 10, orderNo: orderNo)))
            .Expect(201);
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        var second = (await films.Caller.PostKeyedAsync("/v1/redemptions", new
        {
            MemberCode = await ben.NewCodeAsync(),
            OrderNo = orderNo,
            Items = new[] { Till.Item(5000) },
            Points = 10,
        })).Expect(201);
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        var third = (await books.RedeemAsync(ben, 5000, 5)).Expect(201);
        var since = $"from={from:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}";

        await FindsAsync($"member_id={ben.Id}", third, second);
        await FindsAsync($"member_id={ben.Id}&merchant_id={first.Text("merchant_id")}", third);
        await FindsAsync($"order_no={orderNo}", second, first);
        await FindsAsync($"order_no={orderNo}&merchant_id={second.Text("merchant_id")}", second);
        await FindsAsync($"order_no={Caller.NewKey()}");
        await FindsAsync(since, third, second, first);
        await FindsAsync($"merchant_id={first.Text("merchant_id")}&{since}", third, first);
        await FindsAsync("from=2099-01-01&to=2099-01-02");
    }

    [Fact]
    public async Task All_purchases_are_read_page_by_page_newest_first()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        for (var at = 0; at < 5; at++)
        {
            app.Time.Advance(TimeSpan.FromMilliseconds(1));
            await till.RedeemAsync(member, 1000, 1);
        }

        var (read, cursor) = (new List<string>(), "");
        do
        {
            var page = (await auditor.GetAsync("/v1/operator/redemptions?limit=2" + cursor)).Expect(200);
            read.AddRange(page.Data.Select(redemption => redemption["id"]!.GetValue<string>()));
            cursor = page["next_cursor"] is { } next ? $"&cursor={next.GetValue<string>()}" : null;
        }
        while (cursor is not null);

        Assert.True(read.Count >= 5);
        Assert.Equal(read.OrderDescending(StringComparer.Ordinal), read);
        Assert.Distinct(read);
    }

    [Fact]
    public async Task Names_come_in_the_language_of_the_caller()
    {
        var bought = await app.Till().RedeemAsync(await app.SignUpAsync(), 8800, 100);
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/operator/redemptions/" + bought.Text("id"));
        request.Headers.Add("Accept-Language", "zh-CN");

        Assert.Equal("书店", (await auditor.SendAsync(request)).Expect(200).Text("merchant_name"));
    }

    [Fact]
    public async Task Entries_name_the_merchant_or_operator_who_acted()
    {
        var member = await app.SignUpWithAsync(400);
        await app.Till().RedeemAsync(member, 8800, 100, capture: true);

        var entries = (await auditor.GetAsync($"/v1/operator/members/{member.Id}/entries")).Expect(200).Data;

        Assert.Equal("Bookshop", NameOf(entries, "capture"));
        Assert.NotNull(NameOf(entries, "adjustment"));
        Assert.Null(NameOf(entries, "signup"));
    }

    [Fact]
    public async Task An_adjustment_names_the_member_and_who_asked_for_it()
    {
        var member = await app.SignUpAsync();

        var adjusted = await app.AdjustAsync(member, 5);

        Assert.Equal(member.Session["member"]!["display_name"]!.GetValue<string>(), adjusted.Text("member_name"));
        Assert.NotEmpty(adjusted.Text("requested_by_name"));
    }

    [Fact]
    public async Task A_members_purchases_name_the_merchant()
    {
        var member = await app.SignUpAsync();
        await app.Till().RedeemAsync(member, 8800, 100);

        var purchases = (await member.Caller.GetAsync("/v1/member/redemptions")).Expect(200).Data;

        Assert.Equal("Bookshop", Assert.Single(purchases)["merchant_name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_member_is_shown_with_the_name_of_who_invited_them()
    {
        var inviter = await app.SignUpAsync();
        var invited = await app.SignUpAsync(inviter.InviteCode);

        var read = (await auditor.GetAsync("/v1/operator/members/" + invited.Id)).Expect(200)["member"]!;

        Assert.Equal(
            inviter.Session["member"]!["display_name"]!.GetValue<string>(),
            read["invited_by_name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_merchant_is_read_by_its_id()
    {
        var id = (await app.Till("rk_test_cinema").Caller.GetAsync("/v1/merchant")).Expect(200).Text("id");

        var read = (await auditor.GetAsync("/v1/operator/merchants/" + id)).Expect(200);

        Assert.Equal("film", read.Text("category"));
        Assert.NotEmpty(read["keys"]!.AsArray());
    }

    [Theory]
    [InlineData("redemptions/rdm_01m6a6ft00e5q8d2vk5m3t7b9c")]
    [InlineData("merchants/mch_01m6a6ft00e5q8d2vk5m3t7b9c")]
    [InlineData("redemptions/x")]
    public async Task What_is_not_there_is_not_found(string path) =>
        (await auditor.GetAsync("/v1/operator/" + path)).Expect(404, "not_found");

    private static string? NameOf(IReadOnlyList<JsonNode> entries, string kind) =>
        entries.Single(entry => entry["kind"]!.GetValue<string>() == kind)["actor_name"]?.GetValue<string>();

    private async Task FindsAsync(string filter, params Answer[] expected)
    {
        var found = (await auditor.GetAsync("/v1/operator/redemptions?" + filter)).Expect(200);
        Assert.Equal(
            expected.Select(redemption => redemption.Text("id")),
            found.Data.Select(redemption => redemption["id"]!.GetValue<string>()));
    }
}

public sealed class ReviewingPurchasesOnSqlite(SqliteApp app)
    : ReviewingPurchasesTests<SqliteApp>(app);

public sealed class ReviewingPurchasesOnPostgres(PostgresApp app)
    : ReviewingPurchasesTests<PostgresApp>(app.OrSkip());
