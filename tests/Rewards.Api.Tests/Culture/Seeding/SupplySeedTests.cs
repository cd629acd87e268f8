using Microsoft.Extensions.Time.Testing;
using Rewards.Api.Culture.Seeding;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Seeding;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Seeding;

public sealed class SupplySeedTests
{
    [Fact]
    public async Task From_its_first_moment_the_sandbox_has_something_for_tonight_and_for_tomorrow()
    {
        // Between two rings of the alarms: no job has run yet.
        var time = new FakeTimeProvider(RewardsApp.Start.AddSeconds(3));
        await using var app = new SqliteApp { Time = time, Settings = { ["Jobs:Enabled"] = "true" } };
        await app.InitializeAsync();

        var tonight = (await app.Caller(null).GetAsync("/v1/offers?on=2026-11-23&available=true&limit=100")).Expect(200).Data;
        var tomorrow = (await app.Caller(null).GetAsync("/v1/offers?on=2026-11-24&free=true&limit=100")).Expect(200).Data;

        Assert.Contains(tonight, offer => offer["category"]!.GetValue<string>() == "film");
        Assert.Contains(tomorrow, offer => offer["title"]!.GetValue<string>().StartsWith("羽毛球", StringComparison.Ordinal));
        Assert.All(tonight.Concat(tomorrow), offer => Assert.True(offer["sample"]!.GetValue<bool>()));
        Assert.Equal(0, (await app.RunJobAsync("make-slots"))["progress"]!["changed"]!.GetValue<int>());
    }

    [Fact]
    public async Task Some_samples_have_pictures_that_weigh_no_more_than_uploaded_ones()
    {
        await using var app = new SqliteApp();
        await app.InitializeAsync();
        var offers = (await app.Caller(null).GetAsync("/v1/offers?limit=100")).Expect(200).Data;
        var pictures = offers.Select(offer => offer["picture"]).OfType<System.Text.Json.Nodes.JsonNode>().ToList();

        Assert.Equal(6, pictures.Count);
        foreach (var (size, most) in new[] { ("small", 8 * 1024), ("large", 120 * 1024) })
        {
            Assert.All(pictures, picture => Assert.InRange(picture[size]!["bytes"]!.GetValue<int>(), 1, most));
            var got = await app.Caller(null).GetAsync(new Uri(pictures[0][size]!["url"]!.GetValue<string>()).AbsolutePath);
            Assert.Equal(pictures[0][size]!["bytes"]!.GetValue<int>(), (await got.BytesAsync()).Length);
        }
    }

    [Fact]
    public void Facts_name_their_source_and_only_the_sandbox_has_the_rest()
    {
        var seeds = SupplySeedFiles.Read(SeedFiles.DefaultFolder);

        Assert.Equal(7, seeds.Offers.Count(offer => !offer.Sample));
        Assert.All(seeds.Offers, offer => Assert.Equal(offer.Sample, offer.Source is null));
        Assert.Equal(
            ["阳光羽毛球馆", "河东体育馆", "体育场主场", "市乒乓球训练基地"], seeds.Venues.Select(venue => venue.Name.Zh));
    }

    [Theory]
    [InlineData("""{"offers":[{"id":"ofr_1","merchant_id":"mch_1","offer":{"kind":"slot","title":"一","price_fen":0,"unit":"位","payment":"free"}}]}""", "source")]
    [InlineData("""{"offers":[{"id":"ofr_1","merchant_id":"mch_1","sample":true,"offer":{"kind":"slot","title":"","price_fen":0,"unit":"位","payment":"free"}}]}""", "Title")]
    [InlineData("""{"offers":[{"id":"ofr_1","merchant_id":"mch_1","sample":true,"offer":{"kind":"sloth","title":"一","price_fen":0,"unit":"位","payment":"free"}}]}""", "kind")]
    [InlineData("""{"offers":[{"id":"ofr_1","merchant_id":"mch_1","source":"s","picture":"court","offer":{"kind":"slot","title":"一","price_fen":0,"unit":"位","payment":"free"}}]}""", "picture")]
    [InlineData("""{"offer":[]}""", "offer")]
    public void A_mistake_is_named_with_its_file(string offers, string named)
    {
        var folder = Directory.CreateTempSubdirectory("rewards-seeds-");
        File.WriteAllText(Path.Combine(folder.FullName, "offers.json"), offers);

        var mistake = Assert.Throws<StartException>(() => SupplySeedFiles.Read(folder.FullName));

        Assert.Contains("offers.json", mistake.Message, StringComparison.Ordinal);
        Assert.Contains(named, mistake.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }
}
