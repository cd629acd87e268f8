using System.Net;
using System.Text.RegularExpressions;
using Rewards.Api.Tests.Culture;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>候补 and 消息, as a browser without scripts uses them.</summary>
public sealed partial class WaitingOnSiteTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private readonly SupplyDesk desk = new(app);

    [Fact]
    public async Task Who_finds_a_slot_full_waits_is_told_and_books()
    {
        var (offer, slot, holder, order) = await FullAsync();
        var (first, second) = (await MemberAsync("first"), await MemberAsync("second"));
        Assert.Contains("候补（已有0人）", (await first.GetAsync("/slots/" + slot)).Words);

        Assert.Equal($"/slots/{slot}/waiting", (await JoinAsync(first, slot)).Location);
        Assert.Contains("候补第1位", (await first.GetAsync($"/slots/{slot}/waiting")).Words);
        await JoinAsync(second, slot);
        Assert.Contains("候补第2位", (await second.GetAsync("/orders")).Words);
        Assert.DoesNotContain("class=\"dot\"", (await first.GetAsync("/")).Text);

        (await holder.Caller.PostKeyedAsync($"/v1/member/orders/{order}/cancel", new { })).Expect(200);

        Assert.Contains("class=\"dot\"", (await first.GetAsync("/")).Text);
        var told = await first.GetAsync("/notices");
        Assert.Contains("候补有位", told.Words);
        var opened = await first.PostAsync("/notices", Visitor.TokenIn(told), ("id", Id().Match(told.Text).Groups[1].Value));
        Assert.Equal($"/slots/{slot}/waiting", opened.Location);
        Assert.DoesNotContain("class=\"dot\"", (await first.GetAsync("/")).Text);
        Assert.Contains($"/offers/{offer}/confirm?slot_id={slot}&amp;quantity=1", (await first.GetAsync(opened.Location!)).Text);
        Assert.StartsWith("/orders/ord_", (await Confirming.OrderAsync(first, offer, slot)).Location);
        Assert.Contains("上次候补已预订成功", (await first.GetAsync($"/slots/{slot}/waiting")).Words);
    }

    [Fact]
    public async Task Two_taps_join_once_and_leaving_is_one_tap()
    {
        var (_, slot, _, _) = await FullAsync();
        var member = await MemberAsync("taps");
        var page = await member.GetAsync($"/slots/{slot}/waiting");
        (string, string)[] form = [Visitor.TokenIn(page), ("key", Key().Match(page.Text).Groups[1].Value), ("quantity", "1")];

        foreach (var tap in await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => member.PostAsync($"/slots/{slot}/waiting", form))))
        {
            Assert.Equal($"/slots/{slot}/waiting", tap.Location);
        }

        var joined = await member.GetAsync($"/slots/{slot}/waiting");
        await member.PostAsync($"/slots/{slot}/waiting", Visitor.TokenIn(joined), ("key", "x"), ("leave", Entry().Match(joined.Text).Groups[1].Value));
        Assert.Contains("您已退出候补", (await member.GetAsync($"/slots/{slot}/waiting")).Words);
        Assert.Contains("候补（已有0人）", (await member.GetAsync("/slots/" + slot)).Words);
    }

    [Fact]
    public async Task Somebody_elses_message_is_not_there()
    {
        var member = await MemberAsync("stranger");
        var form = Visitor.TokenIn(await member.GetAsync("/me"));

        Assert.Contains("还没有消息", (await member.GetAsync("/notices")).Words);
        Assert.Equal(HttpStatusCode.NotFound, (await member.PostAsync("/notices", form, ("id", "ntc_none"))).Status);
    }

    private async Task<(string Offer, string Slot, Member Holder, string Order)> FullAsync()
    {
        var offer = await desk.PublishAsync(SupplyDesk.Free("太极晨练"));
        var slot = await desk.MakeSlotAsync(offer, app.Time.GetUtcNow().AddHours(20), capacity: 1);
        var holder = await app.SignUpAsync();
        var order = (await holder.Caller.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = 1, AcceptVersion = 1 })).Expect(201).Text("id");
        return (offer, slot, holder, order);
    }

    private static async Task<Page> JoinAsync(Visitor member, string slot)
    {
        var page = await member.GetAsync($"/slots/{slot}/waiting");
        return await member.PostAsync(
            $"/slots/{slot}/waiting", Visitor.TokenIn(page), ("key", Key().Match(page.Text).Groups[1].Value), ("quantity", "1"));
    }

    private async Task<Visitor> MemberAsync(string person)
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync($"{person}-{Guid.NewGuid():N}");
        return visitor;
    }

    [GeneratedRegex("name=\"key\" value=\"([0-9a-f]{32})\"")]
    private static partial Regex Key();

    [GeneratedRegex("name=\"id\" value=\"(ntc_[0-9a-z]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex("name=\"leave\" value=\"(wtg_[0-9a-z]+)\"")]
    private static partial Regex Entry();
}
