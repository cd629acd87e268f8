using System.Net;
using Rewards.Api.Site;
using Rewards.Api.Tests.Culture;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>确认订单: what is shown is what is ordered, once.</summary>
public sealed class ConfirmingTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private readonly SupplyDesk desk = new(app);
    private readonly SupplyDesk cinema = new(app, "rk_test_cinema");

    private DateTimeOffset Tomorrow => app.Time.GetUtcNow().AddDays(1);

    [Fact]
    public async Task Two_taps_on_one_page_are_one_order()
    {
        var (offer, slot) = await FreeAsync(capacity: 4);
        var member = await MemberAsync("taps");
        var page = await member.GetAsync(Confirming.AddressOf(offer, slot, 2));

        var taps = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Confirming.SendAsync(member, offer, page)));

        Assert.All(taps, tap => Assert.Equal(HttpStatusCode.SeeOther, tap.Status));
        Assert.StartsWith("/orders/ord_", Assert.Single(taps.Select(tap => tap.Location).Distinct()));
        Assert.Contains("仅剩2", (await member.GetAsync("/slots/" + slot)).Words);
    }

    [Fact]
    public async Task A_film_shows_what_is_paid_there_and_which_points_go_first()
    {
        var (film, showing) = await FilmAsync(4000);
        var member = await MemberAsync("film");

        var page = await member.GetAsync(Confirming.AddressOf(film, showing, 2));

        Assert.Contains("最多，300积分", page.Words);
        Assert.Contains("300积分 −¥30.00", page.Words);
        Assert.Contains("请到场付¥50.00。300积分先留出，入场时扣。", page.Words);
        Assert.Contains("先用最早到期的300积分（2027年11月30日）", page.Words);
        Assert.StartsWith("/orders/ord_", (await Confirming.SendAsync(member, film, page)).Location);
        Assert.Contains("冻结300", (await member.GetAsync("/")).Words);
    }

    [Fact]
    public async Task Without_a_script_the_numbers_are_worked_out_on_a_page_of_their_own()
    {
        var (film, showing) = await FilmAsync(4000);
        var member = await MemberAsync("again");
        var page = await member.GetAsync(Confirming.AddressOf(film, showing));

        var again = await Confirming.SendAsync(member, film, page, ("act", "again"), ("quantity", "2"), ("use", "own"), ("points", "100"));

        Assert.Equal(HttpStatusCode.SeeOther, again.Status);
        Assert.Equal($"/offers/{film}/confirm?slot_id={showing}&quantity=2&use=own&points=100", again.Location);
        var own = await member.GetAsync(again.Location!);
        Assert.Contains("100积分 −¥10.00", own.Words);
        Assert.StartsWith("/orders/", (await Confirming.SendAsync(member, film, own, ("points", "100"))).Location);
        Assert.Contains("<b>¥40.00</b>", (await member.GetAsync(Confirming.AddressOf(film, showing, 1, "&use=none"))).Words);
    }

    [Fact]
    public async Task An_offer_that_changed_is_shown_again_with_what_is_new()
    {
        var (film, showing) = await FilmAsync(4000);
        var member = await MemberAsync("changed");
        var page = await member.GetAsync(Confirming.AddressOf(film, showing));
        (await cinema.ReplaceAsync(film, 1, new { Title = "改价片", PriceFen = 4400, Unit = "张", Payment = "at_venue" })).Expect(200);

        var shown = await Confirming.SendAsync(member, film, page);

        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains("项目刚刚有更新：价格。请再看一遍。", shown.Words);
        Assert.Contains("is-new\">¥44.00", shown.Words);
        Assert.Matches("<del>¥12.50</del>\\s*¥14.00", shown.Words);
        Assert.StartsWith("/orders/", (await Confirming.SendAsync(member, film, shown)).Location);
    }

    [Fact]
    public async Task A_sum_other_than_the_one_shown_is_never_ordered()
    {
        var (film, showing) = await FilmAsync(4000);
        var member = await MemberAsync("sum");
        var page = await member.GetAsync(Confirming.AddressOf(film, showing));

        var shown = await Confirming.SendAsync(member, film, page, ("use", "none"));

        Assert.Contains("金额和刚才不一样了", shown.Words);
        Assert.Matches("<del>¥12.50</del>\\s*¥40.00", shown.Words);
    }

    [Fact]
    public async Task What_went_meanwhile_names_the_next_slots()
    {
        var (offer, slot) = await FreeAsync(capacity: 1);
        var next = await desk.MakeSlotAsync(offer, Tomorrow.AddHours(3));
        var (member, faster) = (await MemberAsync("slow"), await MemberAsync("fast"));
        var page = await member.GetAsync(Confirming.AddressOf(offer, slot));
        await Confirming.OrderAsync(faster, offer, slot);

        var shown = await Confirming.SendAsync(member, offer, page);

        Assert.Contains("刚刚被订完了。", shown.Words);
        Assert.Contains($"href=\"/slots/{next}\"", shown.Text);
        Assert.DoesNotContain("value=\"order\"", shown.Text);
        Assert.Equal("/slots/" + slot, (await member.GetAsync(Confirming.AddressOf(offer, slot))).Location);
    }

    [Fact]
    public async Task A_limit_for_one_person_is_said_with_its_numbers()
    {
        var offer = await desk.PublishAsync(SupplyDesk.Free("限量", perDay: 1));
        var slot = await desk.MakeSlotAsync(offer, Tomorrow);
        var member = await MemberAsync("limit");
        await Confirming.OrderAsync(member, offer, slot);

        Assert.Contains("每人每天最多1，您已有1。", (await Confirming.OrderAsync(member, offer, slot)).Words);
    }

    [Fact]
    public async Task Who_it_is_for_is_declared_before_it_is_ordered()
    {
        var offer = await desk.PublishAsync(new
        {
            Kind = "slot",
            Title = "老年班",
            PriceFen = 0,
            Unit = "位",
            Payment = "free",
            Eligibility = new[] { "senior" },
        });
        var slot = await desk.MakeSlotAsync(offer, Tomorrow);
        var member = await MemberAsync("senior");

        var missing = await Confirming.OrderAsync(member, offer, slot);

        Assert.Contains("请勾选您属于的人群。", missing.Words);
        Assert.Contains("我属于老年人，入场时会出示证件", missing.Words);
        Assert.StartsWith("/orders/", (await Confirming.SendAsync(member, offer, missing, ("eligibility", "senior"))).Location);
    }

    [Fact]
    public async Task A_stranger_signs_in_first_and_comes_back()
    {
        var (offer, slot) = await FreeAsync();

        var sent = await new Visitor(app).GetAsync(Confirming.AddressOf(offer, slot));

        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        Assert.StartsWith("/sign-in", new Uri(new Uri("https://localhost"), sent.Location!).PathAndQuery);
        Assert.Contains(Uri.EscapeDataString($"/offers/{offer}/confirm"), sent.Location);
    }

    [Fact]
    public async Task Nothing_is_made_of_a_form_without_our_key_or_of_another_offers_slot()
    {
        var (offer, slot) = await FreeAsync();
        var (other, _) = await FreeAsync();
        var member = await MemberAsync("key");
        var page = await member.GetAsync(Confirming.AddressOf(offer, slot));

        Assert.Equal(HttpStatusCode.BadRequest, (await Confirming.SendAsync(member, offer, page, ("key", "x"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Confirming.SendAsync(member, other, page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync(Confirming.AddressOf(other, slot))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync(Confirming.AddressOf(offer, null))).Status);
    }

    [Fact]
    public void Every_reason_to_refuse_an_order_has_its_words()
    {
        var place = Assert.Single(ApiContract.Operations, operation => operation.Id == "placeOrder");
        string[] said = ["person_limit", "sold_out", "payment_unavailable", "not_found", "rate_limited"];
        var codes = new[] { 403, 409, 422 }.SelectMany(status =>
            place.Answer(status)!["allOf"]![1]!["properties"]!["code"]!["enum"]!.AsArray()
                .Select(code => code!.GetValue<string>())).Except(said).ToList();

        Assert.True(codes.Count >= 8, string.Join(", ", codes));
        Assert.DoesNotContain(codes, code => !Text.Read("zh").ContainsKey("refusal." + code));
    }

    private async Task<Visitor> MemberAsync(string name)
    {
        var member = new Visitor(app);
        await member.SignInAsync("confirm-" + name);
        return member;
    }

    private async Task<(string Offer, string Slot)> FreeAsync(int capacity = 4)
    {
        var offer = await desk.PublishAsync();
        return (offer, await desk.MakeSlotAsync(offer, Tomorrow, capacity));
    }

    private async Task<(string Film, string Showing)> FilmAsync(long fen)
    {
        var film = await cinema.PublishAsync(SupplyDesk.Paid("改价片", fen));
        return (film, await cinema.MakeSlotAsync(film, Tomorrow, 20));
    }
}
