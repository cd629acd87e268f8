using System.IO.Compression;
using System.Net;
using System.Text;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>What strangers see, and pass on.</summary>
public sealed class PublicPagesTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    /// <summary>As the client writes it: private, no-cache.</summary>
    private const string Kept = "no-cache, private";

    private const string Secret = "__RequestVerificationToken";

    [Theory]
    [InlineData("/merchants?q=x")]
    [InlineData("/rules")]
    [InlineData("/terms")]
    [InlineData("/privacy")]
    [InlineData("/help")]
    [InlineData("/i/NOSUCH00")]
    public async Task A_page_that_holds_no_secret_may_be_kept_and_is_compressed(string path)
    {
        var member = new Visitor(app);
        await member.SignInAsync("public");
        await member.GetAsync("/");
        foreach (var visitor in new[] { member, new Visitor(app) })
        {
            var plain = await visitor.GetAsync(path);
            var packed = await visitor.GetAsync(path, ("Accept-Encoding", "br, gzip"));

            Assert.Equal(Kept, plain.Header("Cache-Control"));
            Assert.Equal("Accept-Encoding, Accept-Language, Cookie", Varies(plain));
            Assert.Equal(Varies(plain), Varies(packed));
            Assert.Equal(["br"], packed.Response.Content.Headers.ContentEncoding);
            Assert.Equal(plain.Text, await UnpackAsync(packed));
            Assert.DoesNotContain(Secret, plain.Text);
            Assert.All(plain.Cookies, cookie => Assert.StartsWith("rewards-notice=;", cookie));
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/me")]
    [InlineData("/look")]
    [InlineData("/entries")]
    [InlineData("/nowhere")]
    public async Task A_page_of_somebodys_own_is_kept_by_nobody_and_its_length_tells_nothing(string path)
    {
        var member = new Visitor(app);
        await member.SignInAsync("private");

        var page = await member.GetAsync(path, ("Accept-Encoding", "br, gzip"));

        Assert.StartsWith("no-store", page.Header("Cache-Control"));
        Assert.Empty(page.Response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task What_is_told_once_is_not_kept()
    {
        var member = new Visitor(app);
        await member.SignInAsync("told");

        Assert.StartsWith("no-store", (await member.GetAsync("/rules")).Header("Cache-Control"));
        Assert.Equal(Kept, (await member.GetAsync("/rules")).Header("Cache-Control"));
    }

    [Fact]
    public async Task A_visitor_shares_the_page_and_a_member_an_invitation()
    {
        var someone = await app.SignUpAsync();
        var (visitor, member) = (new Visitor(app), new Visitor(app));
        await member.SignInAsync(someone.Name);

        var page = await visitor.GetAsync("/merchants?q=x");
        Assert.Equal("商户与优惠 · 株洲文化消费平台", OfCard(page, "title"));
        Assert.EndsWith("/merchants", OfCard(page, "url"));
        Assert.Contains("新会员有300积分", OfCard(page, "description"));
        page = await member.GetAsync("/merchants");
        Assert.EndsWith("/i/" + someone.InviteCode, OfCard(page, "url"));
        Assert.Equal("株洲文化消费平台", OfCard(page, "title"));
        Assert.DoesNotContain("og:url", (await member.GetAsync("/me")).Text);
        Assert.Contains("og:url", (await member.GetAsync("/invite")).Text);
    }

    [Fact]
    public async Task The_cards_picture_is_a_picture_of_300_pixels_or_more()
    {
        var visitor = new Visitor(app);
        var address = new Uri(OfCard(await visitor.GetAsync("/rules"), "image"));

        var picture = await visitor.GetAsync(address.AbsolutePath, ("Accept-Encoding", "br"));
        var bytes = await picture.Response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal("image/png", picture.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("\x89PNG", Encoding.Latin1.GetString(bytes[..4]));
        Assert.InRange(bytes[18] * 256 + bytes[19], 300, 1000);
        Assert.InRange(bytes[22] * 256 + bytes[23], 300, 1000);
        Assert.InRange(bytes.Length, 100, 10_000);
    }

    [Fact]
    public async Task An_asset_tells_by_HEAD_what_it_is()
    {
        var visitor = new Visitor(app);
        var style = (await visitor.GetAsync("/rules")).Text.Split("href=\"/assets/")[1].Split('"')[0];
        using var http = app.CreateClient();

        var head = await http.SendAsync(
            new HttpRequestMessage(HttpMethod.Head, "https://localhost/assets/" + style),
            TestContext.Current.CancellationToken);
        var whole = await visitor.GetAsync("/assets/" + style);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(whole.Response.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(whole.Header("Cache-Control"), head.Headers.GetValues("Cache-Control").Single());
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Help_answers_from_the_programme()
    {
        var help = (await new Visitor(app).GetAsync("/help")).Words;

        Assert.Contains("连续签到每满7天，另加20积分", help);
        Assert.Contains("书店：每次最多抵扣¥50", help);
        Assert.Contains("15分钟内没有完成就自动退回", help);
        Assert.Contains("积分码60秒内有效", help);
        Assert.Contains("最多30天后失效", help);
        Assert.Contains("每月最多计20位好友", help);
        Assert.Contains("再给7天", help);
    }

    [Fact]
    public async Task The_number_of_what_failed_goes_to_help_and_nobody_elses_words_do()
    {
        var visitor = new Visitor(app);
        var failed = await visitor.GetAsync("/nowhere");
        var number = failed.Header("X-Request-Id");

        Assert.Contains($"/help?request={number}\"", failed.Text);
        Assert.Contains($"data-copy=\"{number}\"", (await visitor.GetAsync("/help?request=" + number)).Text);
        Assert.DoesNotContain("data-copy", (await visitor.GetAsync("/help")).Text);
        Assert.DoesNotContain("call-0731", (await visitor.GetAsync("/help?request=call-0731-12345678")).Text);
    }

    [Fact]
    public async Task A_failure_that_may_pass_offers_the_page_again()
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync("again");

        var form = await visitor.PostAsync("/look", ("theme", "dark"));

        Assert.Contains("href=\"/look\">再试一次", form.Words);
        Assert.DoesNotContain("再试一次", (await visitor.GetAsync("/nowhere")).Words);
    }

    private static string OfCard(Page page, string name) =>
        page.Words.Split($"<meta property=\"og:{name}\" content=\"")[1].Split('"')[0];

    private static string Varies(Page page) => string.Join(", ", page.Response.Headers.Vary.Order());

    private static async Task<string> UnpackAsync(Page page)
    {
        await using var packed = await page.Response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using var plain = new BrotliStream(packed, CompressionMode.Decompress);
        return await new StreamReader(plain).ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
