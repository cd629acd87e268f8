using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Picturing;

public abstract class OfferPicturesTests<TApp>(TApp app) : IAsyncLifetime
    where TApp : RewardsApp
{
    private readonly SupplyDesk desk = new(app);

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return app.DisposeAsync();
    }

    [Fact]
    public async Task An_offer_shows_its_pictures_in_their_order()
    {
        var (first, second) = (await UploadAsync(1), await UploadAsync(2));

        var offer = await desk.PublishAsync(Offer(IdOf(second), IdOf(first)));

        var read = (await app.Caller(null).GetAsync("/v1/offers/" + offer)).Expect(200);
        Assert.Equal([Json(second), Json(first)], read["pictures"]!.AsArray().Select(picture => picture!.ToJsonString()));
        Assert.Equal(Json(second), read["picture"]!.ToJsonString());
        var found = (await app.Caller(null).GetAsync("/v1/offers?q=带图")).Expect(200).Data;
        Assert.Equal(Json(second), Assert.Single(found)["picture"]!.ToJsonString());
        var own = (await desk.Merchant.GetAsync("/v1/merchant/offers/" + offer)).Expect(200);
        Assert.Equal(Json(second), own["picture"]!.ToJsonString());
    }

    [Fact]
    public async Task Without_a_picture_there_is_none()
    {
        var read = (await app.Caller(null).GetAsync("/v1/offers/" + await desk.PublishAsync())).Expect(200);

        Assert.Null(read["picture"]);
        Assert.Empty(read["pictures"]!.AsArray());
    }

    [Fact]
    public async Task Only_pictures_of_the_merchant_can_be_named_and_each_once()
    {
        var (own, others) = (IdOf(await UploadAsync(1)), IdOf(await UploadAsync(2, "rk_test_cinema")));
        var offer = await desk.CreateAsync(Offer(own));

        string[][] refused = [[own, others], [own, "pic_01m6a6ft00e8cr5n3j7k2q9w4x"], [own, "nothing"], [own, ""]];
        foreach (var ids in refused)
        {
            await ExpectInvalidAsync(Offer(ids), "picture_ids[1]");
            (await desk.ReplaceAsync(offer, 1, Version(ids))).Expect(400, "validation_failed");
        }

        await ExpectInvalidAsync(Offer(own, own), "picture_ids");
        await ExpectInvalidAsync(Offer([.. Enumerable.Repeat(own, 6)]), "picture_ids");
    }

    [Fact]
    public async Task Other_pictures_wait_for_an_operator_who_sees_both()
    {
        var (before, after) = (await UploadAsync(1), await UploadAsync(2));
        var offer = await desk.PublishAsync(Offer(IdOf(before)));

        (await desk.ReplaceAsync(offer, 1, Version(IdOf(after)))).Expect(200);
        (await desk.ActAsync(offer, "submit")).Expect(200);

        var waiting = (await desk.Operator.GetAsync("/v1/operator/offers?state=submitted")).Expect(200);
        foreach (var shown in new[] { (await ReviewAsync(offer)).Body!, Assert.Single(waiting.Data) })
        {
            Assert.Equal(["picture_ids"], shown["changed"]!.AsArray().Select(field => field!.GetValue<string>()));
            Assert.Equal(Json(after), Assert.Single(shown["pictures"]!.AsArray())!.ToJsonString());
            Assert.Equal(Json(before), Assert.Single(shown["live_pictures"]!.AsArray())!.ToJsonString());
        }

        Assert.Equal(Json(before), (await ShownAsync(offer))["picture"]!.ToJsonString());
        (await desk.ApproveAsync(offer, 2)).Expect(200);
        Assert.Equal(Json(after), (await ShownAsync(offer))["picture"]!.ToJsonString());
        Assert.Empty((await ReviewAsync(offer))["changed"]!.AsArray());
    }

    [Fact]
    public async Task What_nobody_sees_yet_is_compared_with_nothing()
    {
        var offer = await desk.CreateAsync(Offer(IdOf(await UploadAsync(1))));

        var shown = await ReviewAsync(offer);

        Assert.Null(shown["changed"]);
        Assert.Null(shown["live_pictures"]);
    }

    [Fact]
    public async Task A_changed_price_is_called_as_it_is_sent()
    {
        var cinema = new SupplyDesk(app, "rk_test_cinema");
        var film = await cinema.PublishAsync(SupplyDesk.Paid("片", 4000));

        var replaced = (await cinema.ReplaceAsync(film, 1, SupplyDesk.Version("片", priceFen: 9000))).Expect(200);

        Assert.Equal(["price_fen", "unit"], replaced["changed"]!.AsArray().Select(field => field!.GetValue<string>()));
    }

    [Fact]
    public async Task What_a_draft_has_named_once_is_kept()
    {
        var (kept, unused) = (await UploadAsync(1), await UploadAsync(2));
        var offer = await desk.CreateAsync(Offer(IdOf(kept)));
        (await desk.ReplaceAsync(offer, 1, Version())).Expect(200);
        app.Time.Advance(TimeSpan.FromDays(31));

        await app.RunJobAsync("purge");

        (await desk.ReplaceAsync(offer, 2, Version(IdOf(kept)))).Expect(200);
        (await desk.ReplaceAsync(offer, 3, Version(IdOf(unused)))).Expect(400, "validation_failed");
    }

    [Fact]
    public async Task A_refused_offer_uses_no_picture()
    {
        var picture = IdOf(await UploadAsync(1));
        (await desk.Merchant.PostKeyedAsync("/v1/merchant/offers", new
        {
            Kind = "slot",
            Title = "别处",
            PriceFen = 0,
            Unit = "位",
            Payment = "free",
            PictureIds = new[] { picture },
            VenueId = "ven_01m6a6ft00e8cr5n3j7k2q9w4x",
        })).Expect(400, "validation_failed");
        app.Time.Advance(TimeSpan.FromDays(31));

        await app.RunJobAsync("purge");

        await ExpectInvalidAsync(Offer(picture), "picture_ids[0]");
    }

    private async Task<Answer> UploadAsync(int number, string key = "rk_test_centre") =>
        (await app.Caller(key).PostFileAsync("/v1/merchant/pictures", PictureFiles.Poster(number))).Expect(201);

    private async Task<Answer> ReviewAsync(string offer) =>
        (await desk.Operator.GetAsync("/v1/operator/offers/" + offer)).Expect(200);

    private async Task<Answer> ShownAsync(string offer)
    {
        await app.UntilAllNodesKnowAsync();
        return (await app.Caller(null).GetAsync("/v1/offers/" + offer)).Expect(200);
    }

    private async Task ExpectInvalidAsync(object offer, string field)
    {
        var refused = (await desk.Merchant.PostKeyedAsync("/v1/merchant/offers", offer)).Expect(400, "validation_failed");
        Assert.Equal(field, Assert.Single(refused["errors"]!.AsObject()).Key);
    }

    private static string IdOf(Answer picture) => picture.Text("id");

    private static string Json(Answer picture) => picture.Body!.ToJsonString();

    private static object Offer(params string[] pictures) => new
    {
        Kind = "slot",
        Title = "带图",
        PriceFen = 0,
        Unit = "位",
        Payment = "free",
        PictureIds = pictures,
    };

    private static object Version(params string[] pictures) =>
        new { Title = "带图", PriceFen = 0, Unit = "位", Payment = "free", PictureIds = pictures };
}

public sealed class OfferPicturesOnSqlite() : OfferPicturesTests<SqliteApp>(new SqliteApp());

public sealed class OfferPicturesOnPostgres() : OfferPicturesTests<PostgresApp>(new PostgresApp().OrSkip());
