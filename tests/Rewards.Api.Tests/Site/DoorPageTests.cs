using System.Net;
using System.Text.RegularExpressions;
using Rewards.Api.Tests.Culture;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>A film of 50 yuan, in 20 minutes, paid at the venue: of 300 points two tickets take 150 each.</summary>
public abstract partial class DoorPageTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Key = "rk_test_cinema";

    private readonly SupplyDesk cinema = new(app, Key);

    [Fact]
    public async Task Staff_look_up_let_in_and_take_back_within_ten_minutes()
    {
        var (slot, _, order) = await OrderAsync();
        var staff = await StaffAsync();
        Assert.Contains($"/door/at?slot={slot}", (await staff.GetAsync("/door")).Words);
        var path = "/door/at?slot=" + slot;

        var seen = await staff.SubmitAsync(path, ("scanned", CodeOf(order, 0).ToLowerInvariant().Insert(4, " ")));
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Contains("收现金¥35.00", seen.Words);
        Assert.DoesNotContain("已使用", seen.Words);
        var form = FormOf(seen);
        var taps = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => staff.PostAsync("/door/admit?slot=" + slot, form)));
        Assert.Single(taps.Select(tap => tap.Location).Distinct());

        var done = await staff.GetAsync(taps[0].Location!);
        Assert.Contains("1人 · 三体", done.Words);
        Assert.Contains("收现金 <b>¥35.00</b>", done.Words);
        app.Time.Advance(TimeSpan.FromMinutes(9));
        var undone = await staff.PostAsync(taps[0].Location!, FormOf(await staff.GetAsync(taps[0].Location!)));
        Assert.Equal(path, undone.Location);
        Assert.Contains("请退给对方现金¥35.00", (await staff.GetAsync(path)).Words);
        Assert.Equal(0, (await cinema.Merchant.GetAsync($"/v1/slots/{slot}/door")).Expect(200).Number("used"));
    }

    [Fact]
    public async Task A_member_code_brings_all_tickets_and_those_that_are_chosen_come_in()
    {
        var (slot, member, order) = await OrderAsync();
        var staff = await StaffAsync();

        var seen = await staff.SubmitAsync("/door/at", ("scanned", await member.NewCodeAsync()));
        Assert.Contains("2人", seen.Words);
        Assert.Contains("收现金¥70.00", seen.Words);
        var tickets = TicketBoxes().Matches(seen.Words).Select(box => ("ticket", box.Groups[1].Value));
        var done = await staff.PostAsync("/door/admit", [.. FormOf(seen), .. tickets]);

        Assert.Contains("2人 · 三体", (await staff.GetAsync(done.Location!)).Words);
        Assert.Contains("已入场2张 / 共2张", (await staff.GetAsync("/door/at?slot=" + slot)).Words);
        Assert.Contains("这张票已用过", (await staff.SubmitAsync("/door/at", ("scanned", CodeOf(order, 0)))).Words);
    }

    [Fact]
    public async Task What_does_not_fit_is_said_in_words_with_numbers()
    {
        // The door has just opened, and one may just still cancel.
        var (_, member, order) = await OrderAsync(minutes: 30);
        var (other, _, later) = await OrderAsync(minutes: 120);
        var staff = await StaffAsync();

        Assert.Contains("这张票是另一场的：", (await LookUpAsync(staff, "?slot=" + other, CodeOf(order, 0))).Words);
        Assert.Contains("还没到入场时间，", (await LookUpAsync(staff, "", CodeOf(later, 0))).Words);
        Assert.Contains("没有本商户的票与之相符", (await LookUpAsync(staff, "", "23456789")).Words);
        Assert.Contains("没有本商户的票与之相符", (await LookUpAsync(staff, "", "   ")).Words);
        var seen = await LookUpAsync(staff, "", CodeOf(order, 0));
        (await member.Caller.PostKeyedAsync($"/v1/member/orders/{order.Text("id")}/cancel", new { })).Expect(200);
        Assert.Equal("/door/at", (await staff.PostAsync("/door/admit", FormOf(seen))).Location);
        Assert.Contains("没有入场</b>，这张票已取消", (await staff.GetAsync("/door/at")).Words);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync("/door/at?slot=slt_nothing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync("/door/admitted/tkt_nothing")).Status);
    }

    [Fact]
    public async Task People_without_a_ticket_are_a_number_and_the_figures_follow()
    {
        var (slot, _, _) = await OrderAsync();
        var staff = await StaffAsync();
        var path = "/door/at?slot=" + slot;
        var form = FormOf(await staff.GetAsync(path));

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => staff.PostAsync("/door/walk-ins?slot=" + slot, [.. form, ("people", "3")])));
        Assert.Contains("3人，现场还剩5个名额", (await staff.GetAsync(path)).Words);
        await staff.PostAsync("/door/walk-ins?slot=" + slot, [.. FormOf(await staff.GetAsync(path)), ("people", "6")]);

        Assert.Contains("现场只剩5个名额", (await staff.GetAsync(path)).Words);
        Assert.Contains("无票入场</dt><dd>3人", (await staff.GetAsync(path)).Words);
    }

    [Fact]
    public async Task A_key_that_may_not_let_in_opens_nothing()
    {
        var visitor = new Visitor(app);

        foreach (var key in new[] { "rk_test_theatre", "rk_test_nothing", "op_test_admin", "" })
        {
            var answer = await visitor.SubmitAsync("/door/sign-in", ("key", key));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Contains("密钥不对", answer.Words);
            Assert.DoesNotContain(answer.Cookies, cookie => cookie.Contains("rewards-door"));
        }

        Assert.Equal("/door/sign-in", (await visitor.GetAsync("/door")).Location);
    }

    [Fact]
    public async Task The_session_is_the_doors_alone_lasts_a_shift_and_ends_with_signing_out()
    {
        var staff = new Visitor(app);
        var cookie = Assert.Single((await staff.SubmitAsync("/door/sign-in", ("key", Key))).Cookies, one => one.Contains("rewards-door="));
        Assert.Contains("__Secure-rewards-door=", cookie);
        Assert.Contains("path=/door; secure; samesite=lax; httponly", cookie);
        Assert.Contains("max-age=43200", cookie);
        Assert.DoesNotContain("tabs", (await staff.GetAsync("/door")).Text);

        Assert.StartsWith("/sign-in", (await staff.GetAsync("/")).Location);
        Assert.StartsWith("/sign-in", (await staff.GetAsync("/orders")).Location);
        app.Time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/door")).Status);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("/door/sign-in", (await staff.GetAsync("/door")).Location);

        staff = await StaffAsync();
        Assert.Equal("/door/sign-in", (await staff.SubmitAsync("/door")).Location);
        Assert.Equal("/door/sign-in", (await staff.GetAsync("/door")).Location);
        Assert.StartsWith("no-store", (await (await StaffAsync()).GetAsync("/door")).Header("Cache-Control"));
    }

    [Fact]
    public async Task A_member_gets_nowhere_at_the_door()
    {
        var member = new Visitor(app);
        await member.SignInAsync("curious" + Guid.NewGuid().ToString("N"));
        var (slot, _, _) = await OrderAsync();

        foreach (var path in new[] { "/door", "/door/at", "/door/at?slot=" + slot, "/door/admitted/tkt_x" })
        {
            Assert.Equal("/door/sign-in", (await member.GetAsync(path)).Location);
        }

        Assert.Equal("/door/sign-in", (await member.PostAsync("/door/admit", ("key", new string('0', 32)))).Location);
    }

    [Fact]
    public async Task The_session_ends_with_its_key()
    {
        var merchants = (await app.Operator().GetAsync("/v1/operator/merchants?limit=100")).Expect(200).Data;
        var id = merchants.Single(one => one["name"]!["zh"]!.GetValue<string>() == "影城一")["id"]!.GetValue<string>();
        var issued = (await app.Operator().PostAsync($"/v1/operator/merchants/{id}/keys", new { Scopes = new[] { "admit" } })).Expect(201);
        await app.UntilAllNodesKnowAsync();
        var staff = await StaffAsync(issued.Text("key"));
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/door")).Status);

        (await app.Operator().DeleteAsync($"/v1/operator/merchants/{id}/keys/{issued["issued"]!["id"]}")).Expect(204);
        await app.UntilAllNodesKnowAsync();

        Assert.Equal("/door/sign-in", (await staff.GetAsync("/door")).Location);
    }

    [Fact]
    public async Task Another_merchants_ticket_and_slot_are_not_there()
    {
        var (slot, _, order) = await OrderAsync();
        var centre = await StaffAsync("rk_test_centre");

        Assert.Contains("没有本商户的票与之相符", (await LookUpAsync(centre, "", CodeOf(order, 0))).Words);
        Assert.Equal(HttpStatusCode.NotFound, (await centre.GetAsync("/door/at?slot=" + slot)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await centre.GetAsync("/door/admitted/" + order["tickets"]![0]!["id"])).Status);
    }

    [Fact]
    public async Task Only_the_door_may_use_the_camera_and_forms_need_their_token()
    {
        var staff = await StaffAsync();

        Assert.Contains("camera=(self)", (await staff.GetAsync("/door/at")).Header("Permissions-Policy"));
        foreach (var path in new[] { "/", "/sign-in", "/orders", "/merchants", "/doors" })
        {
            Assert.Contains("camera=()", (await staff.GetAsync(path)).Header("Permissions-Policy"));
        }

        foreach (var path in new[] { "/door", "/door/at", "/door/admit", "/door/walk-ins", "/door/sign-in" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await staff.PostAsync(path, ("scanned", "x"))).Status);
        }
    }

    private async Task<Visitor> StaffAsync(string key = Key)
    {
        var staff = new Visitor(app);
        Assert.Equal("/door", (await staff.SubmitAsync("/door/sign-in", ("key", key))).Location);
        return staff;
    }

    private async Task<(string Slot, Member Member, Answer Order)> OrderAsync(int minutes = 20)
    {
        var offer = await cinema.PublishAsync(SupplyDesk.Paid("三体", 5_000));
        var slot = await cinema.MakeSlotAsync(offer, app.Time.GetUtcNow().AddMinutes(minutes), 10);
        var member = await app.SignUpAsync();
        var order = await member.Caller.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = 2, AcceptVersion = 1 });
        return (slot, member, order.Expect(201));
    }

    private static string CodeOf(Answer order, int at) => order["tickets"]![at]!["code"]!.GetValue<string>();

    private static Task<Page> LookUpAsync(Visitor staff, string query, string scanned) =>
        staff.SubmitAsync("/door/at" + query, ("scanned", scanned));

    /// <summary>The hidden fields of the page's first form that has a key.</summary>
    private static (string, string)[] FormOf(Page page)
    {
        var form = Form().Matches(page.Words).Select(one => one.Value).First(one => one.Contains("name=\"key\""));
        return [.. Hidden().Matches(form).Select(field => (field.Groups[1].Value, field.Groups[2].Value)), Visitor.TokenIn(page)];
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("type=\"checkbox\" name=\"ticket\" value=\"([^\"]+)\"")]
    private static partial Regex TicketBoxes();

    [GeneratedRegex("""<input type="hidden" name="([a-z]+)" value="([^"]*)">""")]
    private static partial Regex Hidden();
}

public sealed class DoorPageOnSqlite(SqliteApp app) : DoorPageTests<SqliteApp>(app);

public sealed class DoorPageOnPostgres(PostgresApp app) : DoorPageTests<PostgresApp>(app.OrSkip());
