using System.Text.RegularExpressions;
using Rewards.Api.Tests.Culture;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>Offers with pictures, where members see them.</summary>
public sealed partial class PicturesOnSiteTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private const int LargestSmall = 8 * 1024;

    private readonly SupplyDesk desk = new(app);

    private DateTimeOffset Tomorrow => app.Time.GetUtcNow().AddDays(1);

    [Fact]
    public async Task Cards_have_small_pictures_four_at_once_and_the_rest_when_somebody_comes_near()
    {
        var visitor = new Visitor(app);
        foreach (var number in Enumerable.Range(0, 6))
        {
            await PublishAsync("有图" + number, number);
        }

        var pictures = Covers().Matches((await visitor.GetAsync("/discover?q=有图")).Text);

        Assert.Equal(6, pictures.Count);
        Assert.All(pictures, picture => Assert.Contains("alt=\"\" width=\"264\" height=\"264\"", picture.Value, StringComparison.Ordinal));
        Assert.Equal(
            [false, false, false, false, true, true],
            pictures.Select(picture => picture.Value.Contains("loading=\"lazy\"", StringComparison.Ordinal)));
        var files = await Task.WhenAll(pictures.Select(picture => visitor.GetAsync(picture.Groups[1].Value)));
        Assert.All(files, file => Assert.InRange((int)file.Response.Content.Headers.ContentLength!, 1, LargestSmall));
    }

    [Fact]
    public async Task An_offers_page_has_the_large_picture_its_title_and_whose_it_is()
    {
        var offer = await PublishAsync("大图", 10, 11);

        var page = (await new Visitor(app).GetAsync("/offers/" + offer)).Words;

        Assert.Matches("<figure class=\"picture picture_first\">\\s*<img src=\"/pictures/[0-9a-f]{64}.webp\" alt=\"大图\" width=\"640\" height=\"480\" decoding", page);
        Assert.Matches("<figure class=\"picture\">\\s*<img [^>]*loading=\"lazy\"", page);
        Assert.Contains("<figcaption class=\"faint\">摄影：李明</figcaption>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("cover_wide", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_picture_a_card_has_its_category_as_before()
    {
        var offer = await desk.PublishAsync(SupplyDesk.Free("无图"));
        await desk.MakeSlotAsync(offer, Tomorrow);

        Assert.Contains("<span class=\"cover\"><svg", (await new Visitor(app).GetAsync("/discover?q=无图")).Text, StringComparison.Ordinal);
        Assert.Contains("<span class=\"cover cover_wide\"><svg", (await new Visitor(app).GetAsync("/offers/" + offer)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_of_an_order_and_home_show_it_too()
    {
        var offer = await desk.CreateAsync(Offer("首页图", await UploadAsync(20)));
        await desk.ActAsync(offer, "submit");
        await desk.ApproveAsync(offer);
        var slot = await desk.MakeSlotAsync(offer, app.Time.GetUtcNow().AddMinutes(30));
        var member = new Visitor(app);
        await member.SignInAsync("pictures");

        var home = (await member.GetAsync("/")).Text;
        var form = (await member.GetAsync($"/offers/{offer}/confirm?slot_id={slot}")).Text;

        Assert.Matches("<img class=\"cover cover_small\" src=\"/pictures/", home);
        Assert.Matches("<img class=\"cover\" src=\"/pictures/", form);
    }

    private async Task<string> PublishAsync(string title, params int[] posters)
    {
        var ids = new List<string>();
        foreach (var poster in posters)
        {
            ids.Add(await UploadAsync(poster));
        }

        var offer = await desk.PublishAsync(Offer(title, [.. ids]));
        await desk.MakeSlotAsync(offer, Tomorrow);
        return offer;
    }

    private async Task<string> UploadAsync(int poster) => (await desk.Merchant.PostFileAsync(
        "/v1/merchant/pictures?credit=" + Uri.EscapeDataString("摄影：李明"), PictureFiles.Poster(poster))).Expect(201).Text("id");

    private static object Offer(string title, params string[] pictures) =>
        new { Kind = "slot", Title = title, PriceFen = 0, Unit = "位", Payment = "free", PictureIds = pictures };

    [GeneratedRegex("<img class=\"cover\" src=\"(/pictures/[0-9a-f]{64}.webp)\"[^>]*>")]
    private static partial Regex Covers();
}
