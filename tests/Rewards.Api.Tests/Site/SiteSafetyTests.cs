using System.Net;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

public sealed class SiteSafetyTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/sign-in/callback?code=x")]
    [InlineData("/merchants")]
    [InlineData("/nowhere")]
    [InlineData("/assets/nothing.css")]
    public async Task Every_page_says_what_a_browser_may_do_there(string path)
    {
        var page = await new Visitor(app).GetAsync(path);

        var policy = page.Header("Content-Security-Policy");
        Assert.StartsWith("default-src 'none'; script-src 'self'", policy);
        Assert.Contains("img-src 'self' data:", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", page.Header("Referrer-Policy"));
        Assert.Equal("max-age=31536000", page.Header("Strict-Transport-Security"));
        Assert.Equal(
            path is "/merchants" ? "no-cache, private" : "no-store", page.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/me")]
    [InlineData("/look")]
    public async Task A_form_without_its_token_changes_nothing(string path)
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync("form" + path.Trim('/'));

        var answer = await visitor.PostAsync(path, ("theme", "dark"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("页面已过期", answer.Text);
        Assert.Contains("300", (await visitor.GetAsync("/")).Text);
    }

    [Fact]
    public async Task A_token_of_another_session_is_none()
    {
        var (mine, other) = (new Visitor(app), new Visitor(app));
        await mine.SignInAsync("mine");
        await other.SignInAsync("other");
        var token = (await other.GetAsync("/")).Text.Split("__RequestVerificationToken")[1]
            .Split("value=\"")[1]
            .Split('"')[0];

        var answer = await mine.PostAsync("/", ("__RequestVerificationToken", token));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_form_from_elsewhere_is_refused(string from)
    {
        var request = new HttpRequestMessage();
        request.Headers.Add("Sec-Fetch-Site", from);

        var answer = await new Visitor(app).SendAsync(request, "/look", ("theme", "dark"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    [Fact]
    public async Task The_API_takes_no_cookies_and_the_pages_no_bearer()
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync("bearer");
        var member = await app.SignUpAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/v1/member/points")).Status);
        (await member.Caller.GetAsync("/code/events")).Expect(401);
    }

    [Fact]
    public async Task Somebody_elses_purchase_and_entries_are_not_there()
    {
        var bought = await app.Till().RedeemAsync(await app.SignUpAsync(), 2000, capture: true);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("curious");

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/redemptions/" + bought.Text("id"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/entries/2")).Status);
        Assert.Contains("没有这个页面", (await visitor.GetAsync("/entries/2")).Text);
    }

    [Fact]
    public async Task A_page_is_Chinese_first_and_English_for_who_prefers_it_or_chose_it()
    {
        var visitor = new Visitor(app);

        Assert.Contains("lang=\"zh-CN\"", (await visitor.GetAsync("/merchants")).Text);
        Assert.Contains("lang=\"zh-CN\"", (await visitor.GetAsync("/merchants", ("Accept-Language", "fr"))).Text);
        Assert.Contains(
            "lang=\"en\"", (await visitor.GetAsync("/merchants", ("Accept-Language", "en-GB,zh;q=0.5"))).Text);
        await visitor.SubmitAsync("/look", ("language", "en"), ("theme", "dark"), ("care", "true"));
        var chosen = (await visitor.GetAsync("/merchants", ("Accept-Language", "zh-CN"))).Text;

        Assert.Contains("lang=\"en\" class=\"care\" data-theme=\"dark\"", chosen);
        Assert.Contains("At most ¥50 off per purchase", chosen);
    }

    [Theory]
    [InlineData("/merchants", "每次最多抵扣¥50", "每张票最低只需付¥12.50", "最多抵扣总金额的一半")]
    [InlineData("/rules", "新用户注册送300积分", "100积分抵¥10.00", "转发本身不会获得积分")]
    [InlineData("/merchants?q=神农", "神农大剧院", "神农塔", "景区")]
    public async Task Rules_are_said_as_the_programme_has_them(string path, params string[] words)
    {
        var text = (await new Visitor(app).GetAsync(path)).Text;

        Assert.All(words, word => Assert.Contains(word, text));
    }

    [Fact]
    public async Task Both_tables_of_words_say_the_same_things()
    {
        var (chinese, english) = (Api.Site.Text.Read("zh"), Api.Site.Text.Read("en"));

        Assert.Equal(chinese.Keys.Order(), english.Keys.Order());
        Assert.All(chinese, word => Assert.Equal(Facts(word.Value), Facts(english[word.Key])));
        await Task.CompletedTask;
    }

    private static string Facts(string words) =>
        string.Join(",", Enumerable.Range(0, 6).Where(fact => words.Contains($"{{{fact}}}")));
}
