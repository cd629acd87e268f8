using System.Net;
using Rewards.Api.Tests.Culture;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>An offer's own page and a slot's: what it says in each of their states.</summary>
public sealed class OfferPagesTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private const string Book = "ofr_01m6a6ft00e2ahfmczyzmjwc92";
    private const string Bookmark = "ofr_01m6a6ft00e2bmk5prk0yq3v7z";

    private readonly SupplyDesk desk = new(app);
    private readonly Visitor member = new(app);

    private DateTimeOffset Tomorrow => app.Time.GetUtcNow().AddDays(1);

    [Fact]
    public async Task A_price_is_explained_by_its_limit_and_the_members_points()
    {
        await member.SignInAsync("explained");

        var page = (await member.GetAsync("/offers/" + Book)).Words;

        Assert.Contains("<dd>¥88.00</dd>", page);
        Assert.Contains("300积分 −¥30.00", page);
        Assert.Contains("到店只付", page);
        Assert.Contains("您的300积分都能用上；再有200积分还能少付¥20。", page);
        Assert.Contains("没取之前随时可以退。用掉的积分退回原处。", page);
        Assert.Contains("下单后30天内到店自提", page);
        Assert.Contains($"action=\"/offers/{Book}/confirm\"", page);
    }

    [Fact]
    public async Task A_stranger_is_asked_to_sign_in_and_comes_back_to_the_offer()
    {
        var page = (await new Visitor(app).GetAsync("/offers/" + Book)).Words;

        Assert.Contains($"/sign-in?return=/offers/{Book}\">登录看您的价格", page);
        Assert.Contains("<b>¥88.00</b>", page);
        Assert.DoesNotContain("您有", page);
    }

    [Fact]
    public async Task Where_no_payment_is_taken_what_would_have_to_be_paid_online_says_so_and_has_no_button()
    {
        await using var without = new SqliteApp { Settings = { ["Stripe:Enabled"] = "false" } };
        var poor = new Visitor(without);
        await poor.SignInAsync("poor");
        var cinema = new SupplyDesk(without, "rk_test_cinema");
        var film = await cinema.PublishAsync(new { Kind = "slot", Title = "网付片", PriceFen = 9000, Unit = "张", Payment = "online" });
        var slot = await cinema.MakeSlotAsync(film, without.Time.GetUtcNow().AddDays(1));

        var bookmark = await poor.GetAsync("/offers/" + Bookmark);
        var refused = (await poor.GetAsync("/slots/" + slot)).Words;

        Assert.Contains("/confirm\"", bookmark.Text);
        Assert.Contains("还差¥60.00要在网上付，网上付款还没有开通", refused);
        Assert.DoesNotContain("/confirm\"", refused);
    }

    [Fact]
    public async Task Days_are_links_and_slots_say_what_is_left()
    {
        var offer = await desk.PublishAsync(SupplyDesk.Free("日子条"));
        await desk.MakeSlotsAsync(offer, SupplyDesk.Slot(Tomorrow, 1, "1号场"), SupplyDesk.Slot(Tomorrow.AddDays(1), 40, "2号场"));

        var first = (await member.GetAsync("/offers/" + offer)).Words;
        var second = (await member.GetAsync($"/offers/{offer}?on=2026-11-25")).Words;

        Assert.Contains("aria-current=\"date\">明天</a>", first);
        Assert.Contains("可预订", first);
        Assert.DoesNotContain("2号场", first);
        Assert.Contains("2号场", second);
        Assert.Contains("名额充足", second);
        Assert.Contains("11月25日 周三", second);
        Assert.Contains("1号场", (await member.GetAsync($"/offers/{offer}?on=2026-13-77")).Words);
    }

    [Fact]
    public async Task Full_not_open_paused_and_closed_are_said()
    {
        await member.SignInAsync("states");
        var full = await desk.PublishAsync(SupplyDesk.Free("满场"));
        var slot = await desk.MakeSlotAsync(full, Tomorrow, capacity: 1);
        var next = await desk.MakeSlotAsync(full, Tomorrow.AddHours(2));
        (await desk.Merchant.PatchAsync("/v1/merchant/slots/" + slot, new { WalkInPlaces = 1 })).Expect(200);

        var fullSlot = (await member.GetAsync("/slots/" + slot)).Words;
        Assert.Contains("已满", fullSlot);
        Assert.DoesNotContain("/confirm\"", fullSlot);
        Assert.Contains($"/slots/{next}\"", fullSlot.Split("id=\"others\"")[1]);

        var early = await desk.PublishAsync(new
        {
            Kind = "slot",
            Title = "未开",
            PriceFen = 0,
            Unit = "位",
            Payment = "free",
            Booking = new { Opens = new { DaysBefore = 1, At = "08:00" } },
        });
        await desk.MakeSlotAsync(early, Tomorrow.AddDays(3));
        Assert.Contains("11月26日 周四 08:00开放预订。", (await member.GetAsync("/offers/" + early)).Words);

        (await desk.ActAsync(full, "pause")).Expect(200);
        Assert.Contains("暂停预订", (await member.GetAsync("/offers/" + full)).Words);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync("/slots/" + next)).Status);
        (await desk.ActAsync(full, "close")).Expect(200);
        Assert.Contains("这个项目已下架。", (await member.GetAsync("/offers/" + full)).Words);
    }

    [Fact]
    public async Task What_is_not_there_or_not_yet_seen_is_not_found()
    {
        var draft = await desk.CreateAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync("/offers/ofr_nothing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync("/offers/" + draft)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync("/slots/slt_nothing")).Status);
    }

    [Fact]
    public async Task Who_books_what_is_free_reads_what_comes_of_not_coming()
    {
        await member.SignInAsync("missed");
        var offer = await desk.PublishAsync(SupplyDesk.Free("到场", perDay: 2));
        await desk.MakeSlotAsync(offer, Tomorrow);

        var page = (await member.GetAsync("/offers/" + offer)).Words;

        Assert.Contains("90天内3次未到，30天内不能再约免费项目。您最近未到0次。", page);
        Assert.Contains("每人每天限2", page);
        Assert.Contains("开始前随时可以免费取消。", page);
    }

    [Fact]
    public async Task For_whom_it_is_and_that_nobody_books_it()
    {
        var offer = await desk.PublishAsync(new
        {
            Kind = "slot",
            Title = "军人场",
            PriceFen = 0,
            Unit = "次",
            Payment = "free",
            Eligibility = new[] { "soldier" },
            EligibilityNote = "凭军人有效证件现场入场",
            Booking = new { Mode = "walk_in" },
        });
        var slot = await desk.MakeSlotAsync(offer, Tomorrow);

        var page = (await member.GetAsync("/offers/" + offer)).Words;

        Assert.Contains("无需预约，先到先得。", page);
        Assert.Contains("面向军人。凭军人有效证件现场入场", page);
        Assert.DoesNotContain("/confirm\"", (await member.GetAsync("/slots/" + slot)).Words);
    }
}
