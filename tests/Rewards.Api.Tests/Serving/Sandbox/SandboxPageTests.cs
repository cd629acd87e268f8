using System.Net;
using System.Text.RegularExpressions;
using Rewards.Api.Tests.Culture.Paying;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Sandbox;

/// <summary>All that its page can do is done by its own buttons: forms without a script.</summary>
public sealed partial class SandboxPageTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private const string Switches = "/sandbox/switches/";

    private readonly Visitor visitor = new(app);
    private readonly PayingDesk desk = new(app);

    [Fact]
    public async Task The_clock_moves_as_far_as_its_button_says()
    {
        var before = await NowAsync();

        await PressAsync("clock/3600");

        Assert.Equal(TimeSpan.FromHours(1), await NowAsync() - before);
    }

    [Fact]
    public async Task A_form_of_another_site_moves_no_clock()
    {
        var before = await NowAsync();
        using var request = new HttpRequestMessage();
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        var refused = await visitor.SendAsync(request, Switches + "clock/3600");

        Assert.Equal((HttpStatusCode.Forbidden, before), (refused.Status, await NowAsync()));
    }

    [Fact]
    public async Task Stripe_fails_as_it_is_set_and_the_page_says_how()
    {
        var (member, order) = await desk.OrderAsync();

        await SetAsync(("calls", "away"), ("events", "drop"));
        (await PayingDesk.PayAsync(member, order)).Expect(503, "payment_unavailable_now");

        Assert.Equal(["away", "drop"], Selected().Matches((await PageAsync()).Text).Select(match => match.Groups[1].Value));
        await SetAsync(("calls", "normal"), ("events", "normal"));
    }

    [Fact]
    public async Task A_fault_can_be_of_a_while()
    {
        await SetAsync(("calls", "error"), ("for_seconds", "1"));
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("selected>error", (await PageAsync()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("0")]
    [InlineData("86401")]
    public async Task A_while_that_is_none_changes_nothing(string seconds)
    {
        var refused = await visitor.PostAsync(Switches + "faults", ("calls", "away"), ("for_seconds", seconds));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.DoesNotContain("selected>away", (await PageAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Money_goes_its_way_by_the_buttons()
    {
        var (member, order) = await desk.OrderAsync();
        (await PayingDesk.PayAsync(member, order)).Expect(200);
        await PressAsync($"sessions/{await PayingDesk.SessionAsync(member, order)}/pay");
        await desk.SettleAsync();
        Assert.Equal("confirmed", (await PayingDesk.ReadAsync(member, order)).Text("status"));

        await PressAsync($"payments/{order.Text("id")}/dispute");
        await PressAsync(await ButtonAsync("disputes/dp_[0-9a-f]+/win"));
        (await member.Caller.PostKeyedAsync($"/v1/member/orders/{order.Text("id")}/cancel", new { })).Expect(200);
        await desk.SettleAsync();
        await PressAsync(await ButtonAsync("refunds/re_[0-9a-f]+/fail"));

        var books = (await app.Caller(null).GetAsync("/sandbox/stripe/payments")).Expect(200);
        Assert.Equal(("won", "failed"), (
            books["disputes"]![0]!["status"]!.GetValue<string>(), books["refunds"]![0]!["status"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_ended_can_still_be_paid_as_it_expired()
    {
        var (member, order) = await desk.OrderAsync();
        (await PayingDesk.PayAsync(member, order)).Expect(200);
        var session = await PayingDesk.SessionAsync(member, order);

        await PressAsync($"sessions/{session}/close");
        await PressAsync($"sessions/{session}/pay-late");

        Assert.Contains(session.Replace("cs_test_", "pi_", StringComparison.Ordinal), (await BooksAsync()).Body!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sessions/cs_test_none/pay")]
    [InlineData("sessions/key/pay-late")]
    [InlineData("sessions/cs_test_none/fly")]
    [InlineData("refunds/re_none/fail")]
    [InlineData("clock/0")]
    [InlineData("clock/-60")]
    public async Task What_is_not_there_has_no_button(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync(Switches + path)).Status);

    private async Task<DateTimeOffset> NowAsync() =>
        DateTimeOffset.Parse((await app.Caller(null).GetAsync("/sandbox/clock")).Text("now"), null);

    private Task<Answer> BooksAsync() => app.Caller(null).GetAsync("/sandbox/stripe/payments");

    private async Task<Page> PageAsync()
    {
        var page = await visitor.GetAsync("/sandbox");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return page;
    }

    /// <summary>Where a button of the page leads.</summary>
    private async Task<string> ButtonAsync(string pattern) =>
        Regex.Match((await PageAsync()).Text, $"action=\"{Switches}({pattern})\"").Groups[1].Value;

    /// <summary>The page must have that button.</summary>
    private async Task PressAsync(string path)
    {
        Assert.Contains($"action=\"{Switches}{path}\"", (await PageAsync()).Text, StringComparison.Ordinal);
        Assert.Equal("/sandbox", (await visitor.PostAsync(Switches + path)).Location);
    }

    private async Task SetAsync(params (string Name, string Value)[] fields) =>
        Assert.Equal("/sandbox", (await visitor.PostAsync(Switches + "faults", fields)).Location);

    [GeneratedRegex("<option selected>([a-z_]+)</option>")]
    private static partial Regex Selected();
}
