using System.Text.RegularExpressions;
using Rewards.Api.Tests.Culture;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>Somebody looks for something to do: at noon, on a Monday.</summary>
public sealed partial class DiscoveringTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private readonly SupplyDesk desk = new(app);
    private readonly SupplyDesk cinema = new(app, "rk_test_cinema");

    private DateTimeOffset Tomorrow => app.Time.GetUtcNow().AddDays(1);

    [Fact]
    public async Task A_stranger_reads_prices_without_points_and_a_member_what_points_make_of_them()
    {
        var film = await cinema.PublishAsync(SupplyDesk.Paid("价目片", 4000));
        await cinema.MakeSlotAsync(film, Tomorrow, capacity: 5);
        var (stranger, member) = (new Visitor(app), new Visitor(app));
        await member.SignInAsync("discover");

        var plain = (await stranger.GetAsync("/discover?q=价目片")).Words;
        var mine = (await member.GetAsync("/discover?q=价目片")).Words;

        Assert.Contains("<b>¥40.00</b>", plain);
        Assert.Contains("登录看您的价格", plain);
        Assert.DoesNotContain("积分够用", plain);
        Assert.DoesNotContain("<del>", plain);
        Assert.Matches("<b>¥12.50</b>\\s*<del>¥40.00</del> <span class=\"price__points\">用275积分", mine);
        Assert.Contains("每张票最低只需付¥12.50", mine);
        Assert.Contains("明天 12:00", mine);
        Assert.Contains("余5", mine);
        Assert.DoesNotContain("登录看您的价格", mine);
    }

    [Fact]
    public async Task Ten_stand_on_a_page_and_each_offer_once()
    {
        foreach (var number in Enumerable.Range(0, 12))
        {
            await desk.MakeSlotAsync(await desk.PublishAsync(SupplyDesk.Free($"翻篇{number}")), Tomorrow);
        }

        var visitor = new Visitor(app);
        var first = await visitor.GetAsync("/discover?q=翻篇");
        var more = More().Match(first.Words).Groups[1].Value;
        var second = await visitor.GetAsync(more);

        Assert.Equal((10, 2), (Offers(first).Count, Offers(second).Count));
        Assert.Empty(Offers(first).Intersect(Offers(second)));
        Assert.DoesNotMatch(More(), second.Words);
        Assert.Contains("从头看", second.Words);
    }

    [Fact]
    public async Task Quick_filters_are_links_that_turn_on_and_off()
    {
        var (free, paid) = (await desk.PublishAsync(SupplyDesk.Free("快筛甲")), await cinema.PublishAsync(SupplyDesk.Paid("快筛乙", 9900)));
        await desk.MakeSlotAsync(free, Tomorrow);
        await cinema.MakeSlotAsync(paid, app.Time.GetUtcNow().AddHours(2));
        var member = new Visitor(app);
        await member.SignInAsync("quick");

        Assert.Equal([free], Offers(await member.GetAsync("/discover?q=快筛&price=free")));
        Assert.Equal([paid], Offers(await member.GetAsync("/discover?q=快筛&when=today")));
        Assert.Equal([paid], Offers(await member.GetAsync("/discover?q=快筛&cat=film")));
        Assert.Empty(Offers(await member.GetAsync("/discover?q=快筛&price=points")));
        Assert.Empty(Offers(await member.GetAsync("/discover?q=快筛&when=weekend")));
        var on = await member.GetAsync("/discover?q=快筛&price=free");
        Assert.Matches("href=\"/discover\\?q=%E5%BF%AB%E7%AD%9B\" aria-current=\"true\">免费", on.Words);
        Assert.Equal([paid, free], Offers(await member.GetAsync("/discover?q=快筛&cat=nonsense&when=x&price=y")));
    }

    [Fact]
    public async Task Where_nothing_fits_each_filter_can_be_dropped()
    {
        var page = await new Visitor(app).GetAsync("/discover?q=没有的词&cat=book&when=today&price=free");

        Assert.Empty(Offers(page));
        Assert.Matches("href=\"/discover\\?cat=book&when=today&price=free\">不限「没有的词」", page.Words);
        Assert.Contains("不限「图书」", page.Words);
        Assert.Contains("不限「今天」", page.Words);
        Assert.Contains("不限「免费」", page.Words);
    }

    [Fact]
    public async Task Points_suffice_where_more_of_them_would_change_nothing()
    {
        var (cheap, dear) = (await cinema.PublishAsync(SupplyDesk.Paid("够用甲", 4000)), await cinema.PublishAsync(SupplyDesk.Paid("够用乙", 8000)));
        await cinema.MakeSlotAsync(cheap, Tomorrow);
        await cinema.MakeSlotAsync(dear, Tomorrow);
        var member = new Visitor(app);
        await member.SignInAsync("suffice");

        Assert.Equal([cheap], Offers(await member.GetAsync("/discover?q=够用&price=points")));
        Assert.Contains("可用完您的300积分", (await member.GetAsync("/discover?q=够用乙")).Words);
    }

    [Fact]
    public async Task Home_shows_categories_what_is_free_and_todays_ticket()
    {
        var offer = await desk.PublishAsync(SupplyDesk.Free("今晚太极"));
        var slot = await desk.MakeSlotAsync(offer, app.Time.GetUtcNow().AddMinutes(20));
        var member = new Visitor(app);
        await member.SignInAsync("home");
        var before = (await member.GetAsync("/")).Words;

        var ordered = await Confirming.OrderAsync(member, offer, slot);

        Assert.Contains("href=\"/discover?cat=film\"", before);
        Assert.Contains("本周免费", before);
        Assert.Contains($"href=\"/offers/{offer}\"", before);
        Assert.DoesNotContain("点开出示", before);
        Assert.Matches($"href=\"{ordered.Location}\".*今天12:20 · 今晚太极", (await member.GetAsync("/")).Words);
    }

    private static List<string> Offers(Page page) =>
        [.. Card().Matches(page.Text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("<a class=\"offer [^>]*href=\"/offers/([^\"]+)\"")]
    private static partial Regex Card();

    [GeneratedRegex("href=\"(/discover[^\"]*cursor=[^\"]+)\"")]
    private static partial Regex More();
}
