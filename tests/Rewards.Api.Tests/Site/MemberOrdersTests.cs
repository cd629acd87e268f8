using System.Net;
using System.Text.RegularExpressions;
using Rewards.Api.Tests.Culture;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>A film of 50 yuan, in half an hour, paid at the venue: of 300 points two tickets take 150 each.</summary>
public abstract partial class MemberOrdersTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly SupplyDesk cinema = new(app, "rk_test_cinema");
    private readonly Till till = app.Till();

    [Fact]
    public async Task Orders_and_purchases_stand_in_one_list_newest_first_and_each_only_once()
    {
        var (member, visitor) = await SignUpAsync();
        (await till.RedeemAsync(member, 2000, 40, capture: true)).Expect(201);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await OrderAsync(member, quantity: 2, points: 200);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        (await till.RedeemAsync(member, 8800, 10)).Expect(201);

        Assert.Equal(["处理中", "待使用 三体 × 2", "已支付"], await CardsAsync(visitor, "?state=all"));
        Assert.Equal(["处理中", "待使用 三体 × 2"], await CardsAsync(visitor));
        Assert.Equal(["已支付"], await CardsAsync(visitor, "?state=completed"));
        Assert.Empty(await CardsAsync(visitor, "?state=back"));
        Assert.Equal(3, (await CardsAsync(visitor, "?state=nonsense")).Count);
        Assert.Contains("<b class=\"badge\">2</b>", (await visitor.GetAsync("/me")).Text);
        Assert.Equal("/orders", (await visitor.GetAsync("/redemptions")).Location);
    }

    [Fact]
    public async Task Where_nothing_is_to_be_used_everything_is_shown()
    {
        var (member, visitor) = await SignUpAsync();
        Assert.Contains("还没有订单", (await visitor.GetAsync("/orders")).Words);
        var bought = (await till.RedeemAsync(member, 2000, 40, capture: true)).Expect(201);
        (await till.RefundAsync(bought, 1000)).Expect(201);

        Assert.Equal(["部分退款"], await CardsAsync(visitor));
        Assert.Equal(["部分退款"], await CardsAsync(visitor, "?state=back"));
        Assert.Contains("没有待使用的订单", (await visitor.GetAsync("/orders?state=open")).Words);
    }

    [Fact]
    public async Task Ten_are_shown_and_the_others_follow()
    {
        var (member, visitor) = await SignUpAsync();
        for (var number = 0; number < 6; number++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(1));
            await OrderAsync(member, points: 0);
            (await till.RedeemAsync(member, 2000, 1, capture: true)).Expect(201);
        }

        var first = await visitor.GetAsync("/orders?state=all");
        var rest = await visitor.GetAsync(More().Match(first.Words).Groups[1].Value);

        Assert.Equal((10, 2), (Card().Count(first.Words), Card().Count(rest.Words)));
        Assert.DoesNotContain("id=\"more\"", rest.Text);
        Assert.Empty(Links(first).Intersect(Links(rest)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_has_moved_says_so_at_once_and_can_be_given_back_where_it_could_not_before(bool isCarriedOut)
    {
        var (member, visitor) = await SignUpAsync();
        var start = app.Time.GetUtcNow().AddHours(10);
        var offer = await cinema.PublishAsync(new
        {
            Kind = "slot",
            Title = "改期片",
            PriceFen = 5_000,
            Unit = "张",
            Payment = "at_venue",
            Cancellation = new { UntilMinutesBefore = 24 * 60, Tiers = Array.Empty<object>() },
        });
        var slot = await cinema.MakeSlotAsync(offer, start);
        var order = (await member.Caller.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = 1, AcceptVersion = 1 })).Expect(201).Text("id");
        Assert.DoesNotContain("可免费取消", (await visitor.GetAsync("/orders/" + order)).Words);

        (await cinema.Merchant.PatchAsync($"/v1/merchant/slots/{slot}", new { StartsAt = start.AddHours(3) })).Expect(200);
        if (isCarriedOut)
        {
            await app.RunJobAsync("carry-out-slots");
        }

        var moved = $"{start.AddHours(3).ToOffset(TimeSpan.FromHours(8)):HH:mm}";
        Assert.Contains(moved, (await visitor.GetAsync("/orders")).Words);
        Assert.Contains($"{moved}前可免费取消", (await visitor.GetAsync("/orders/" + order)).Words);
        Assert.Contains("确认取消1张", (await visitor.GetAsync($"/orders/{order}/cancel")).Words);
        var sold = (await app.Operator().GetAsync($"/v1/operator/orders?slot_id={slot}")).Expect(200).Data[0];
        Assert.Equal(start.AddHours(3), sold["starts_at"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task A_ticket_has_its_code_and_what_is_to_be_known_and_then_says_what_became_of_it()
    {
        var (member, visitor) = await SignUpAsync();
        var order = await OrderAsync(member, quantity: 2);
        var path = "/orders/" + order.Text("id");
        var code = order["tickets"]![0]!["code"]!.GetValue<string>();

        var page = (await visitor.GetAsync(path)).Words;
        Assert.Contains($"{code[..4]} {code[4..]}", page);
        Assert.Equal(2, page.Split("<svg class=\"qr").Length - 1);
        Assert.Contains("到场付现金</dt><dd class=\"ticket__cash\">¥70.00", page);
        Assert.Contains("前可免费取消", page);
        Assert.DoesNotContain("og:url", page);
        (await cinema.Merchant.PostKeyedAsync("/v1/admissions", new { TicketIds = new[] { order["tickets"]![0]!["id"] }, Scanned = code })).Expect(201);

        page = (await visitor.GetAsync(path)).Words;
        Assert.Contains("已使用", page);
        Assert.Contains("入场", page);
        Assert.DoesNotContain("<svg class=\"qr", page);
        Assert.Equal(["已使用 三体"], (await CardsAsync(visitor, "?state=completed")).Select(card => card.Split(" ×")[0]));
    }

    [Fact]
    public async Task What_was_missed_or_called_off_says_so_with_the_merchants_reason()
    {
        var (member, visitor) = await SignUpAsync();
        var missed = await OrderAsync(member);
        app.Time.Advance(TimeSpan.FromMinutes(50));
        Assert.Contains("已过入场时间", (await visitor.GetAsync("/orders/" + missed.Text("id"))).Words);
        app.Time.Advance(TimeSpan.FromHours(1));
        Assert.Contains("这场已经结束", (await visitor.GetAsync("/orders/" + missed.Text("id"))).Words);
        var order = await OrderAsync(member);
        (await cinema.Merchant.PostKeyedAsync($"/v1/merchant/slots/{order.Text("slot_id")}/cancel", new { Reason = "停电" })).Expect(200);

        var page = (await visitor.GetAsync("/orders/" + order.Text("id"))).Words;

        Assert.Contains("取消原因：停电", page);
        Assert.DoesNotContain("<svg class=\"qr", page);
        Assert.Equal(["已错过 三体"], await CardsAsync(visitor, "?state=completed"));
    }

    [Fact]
    public async Task The_page_for_cancelling_says_exactly_what_comes_back_and_two_taps_cancel_once()
    {
        var (member, visitor) = await SignUpAsync();
        var order = await OrderAsync(member, quantity: 2);
        var (path, first) = ("/orders/" + order.Text("id"), order["tickets"]![0]!["id"]!.GetValue<string>());

        Assert.Contains(">300积分</dt><dd>有效至", (await visitor.GetAsync(path + "/cancel")).Words);
        var page = await visitor.GetAsync(path + "/cancel?ticket=" + first);
        Assert.Contains(">150积分</dt><dd>有效至", page.Words);
        Assert.Contains("¥35.00不用再付", page.Words);
        var form = FormOf(page).Append(("ticket", first)).ToArray();
        var taps = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => visitor.PostAsync(path + "/cancel", form)));

        Assert.All(taps, tap => Assert.Equal((HttpStatusCode.Redirect, path), (tap.Status, tap.Location)));
        Assert.Equal(150, await member.SpendableAsync());
        page = await visitor.GetAsync(path);
        Assert.Contains("已退回150积分", page.Words);
        Assert.Single(Regex.Matches(page.Text, "<svg class=\"qr"));
        Assert.Equal(["待使用 三体 × 2"], await CardsAsync(visitor, "?state=back"));
    }

    [Fact]
    public async Task Who_chooses_otherwise_than_the_page_says_is_told_first_what_that_means()
    {
        var (member, visitor) = await SignUpAsync();
        var order = await OrderAsync(member, quantity: 2);
        var (path, second) = ($"/orders/{order.Text("id")}/cancel", order["tickets"]![1]!["id"]!.GetValue<string>());
        var form = FormOf(await visitor.GetAsync(path)).Append(("ticket", second)).ToArray();

        Assert.Equal(path + "?ticket=" + second, (await visitor.PostAsync(path, form)).Location);
        Assert.Equal(path, (await visitor.PostAsync(path, form[..^1])).Location);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync(path, [.. form.Where(field => field.Item1 != "key")])).Status);

        Assert.Equal(0, await member.SpendableAsync());
    }

    [Fact]
    public async Task Too_late_is_said_before_and_after()
    {
        var (member, visitor) = await SignUpAsync();
        var order = await OrderAsync(member);
        var path = $"/orders/{order.Text("id")}";
        var form = FormOf(await visitor.GetAsync(path + "/cancel"));
        app.Time.Advance(TimeSpan.FromMinutes(40));

        await visitor.PostAsync(path + "/cancel", form);

        Assert.Contains("已过可以取消的时间", (await visitor.GetAsync(path)).Words);
        Assert.Contains("只能在", (await visitor.GetAsync(path + "/cancel")).Words);
        Assert.DoesNotContain(path + "/cancel", (await visitor.GetAsync(path)).Words);
    }

    [Fact]
    public async Task Somebody_elses_order_is_not_there_and_ones_own_is_kept_by_no_cache()
    {
        var (member, visitor) = await SignUpAsync();
        var (_, stranger) = await SignUpAsync();
        var id = (await OrderAsync(member)).Text("id");
        foreach (var path in new[] { $"/orders/{id}", $"/orders/{id}/cancel", $"/orders/{id}/pay", $"/orders/{id}/paid", $"/orders/{id}.ics", $"/orders/{id}/standing" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).Status);
            Assert.StartsWith("no-store", (await visitor.GetAsync(path)).Header("Cache-Control"));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/orders/nothing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/orders/" + Uri.EscapeDataString("👩‍👧") + "/paid")).Status);
        Assert.Contains("没有这个页面", (await stranger.GetAsync("/orders/" + id)).Words);
        Assert.StartsWith("BEGIN:VCALENDAR", (await visitor.GetAsync($"/orders/{id}.ics")).Text);
        Assert.Equal("valid on", (await visitor.GetAsync($"/orders/{id}/standing")).Text);
        Assert.StartsWith("/sign-in", (await new Visitor(app).GetAsync("/orders/" + id)).Location);
    }

    private async Task<(Member Member, Visitor Visitor)> SignUpAsync()
    {
        var member = await app.SignUpAsync();
        var visitor = new Visitor(app);
        await visitor.SignInAsync(member.Name);
        return (member, visitor);
    }

    private async Task<Answer> OrderAsync(Member member, int quantity = 1, long? points = null)
    {
        var offer = await cinema.PublishAsync(SupplyDesk.Paid("三体", 5_000));
        var slot = await cinema.MakeSlotAsync(offer, app.Time.GetUtcNow().AddMinutes(30), 10);
        return (await member.Caller.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = quantity, AcceptVersion = 1, Points = points })).Expect(201);
    }

    /// <summary>All hidden fields.</summary>
    private static (string, string)[] FormOf(Page page) =>
        [.. Hidden().Matches(page.Words).Select(field => (field.Groups[1].Value, field.Groups[2].Value)).Append(Visitor.TokenIn(page))];

    /// <summary>How each stands; of the catalogue's also what it is.</summary>
    private static async Task<IReadOnlyList<string>> CardsAsync(Visitor visitor, string query = "") =>
        [.. Card().Matches((await visitor.GetAsync("/orders" + query)).Words).Select(card =>
            card.Groups[2].Value.StartsWith("三体") && card.Groups[1].Value is not ("处理中" or "已支付" or "部分退款")
                ? $"{card.Groups[1].Value} {card.Groups[2].Value}"
                : card.Groups[1].Value)];

    private static IEnumerable<string> Links(Page page) =>
        Regex.Matches(page.Words, "href=\"(/(?:orders|redemptions)/[a-z0-9_]+)\"").Select(link => link.Groups[1].Value);

    [GeneratedRegex("""<span class="tag tag_[a-z]+">([^<]*)</span></p>\s*<h2 class="order__name">([^<]*)</h2>""")]
    private static partial Regex Card();

    [GeneratedRegex("""id="more"[^>]*href="([^"]*)"|href="([^"]*)" data-failed""")]
    private static partial Regex More();

    [GeneratedRegex("""<input type="hidden" name="([a-z]+)" value="([^"]*)">""")]
    private static partial Regex Hidden();
}

public sealed class MemberOrdersOnSqlite(SqliteApp app) : MemberOrdersTests<SqliteApp>(app);

public sealed class MemberOrdersOnPostgres(PostgresApp app) : MemberOrdersTests<PostgresApp>(app.OrSkip());
