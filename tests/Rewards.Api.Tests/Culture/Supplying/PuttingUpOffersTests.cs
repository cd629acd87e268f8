using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Supplying;

public abstract class PuttingUpOffersTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly SupplyDesk desk = new(app);

    [Fact]
    public async Task Members_see_an_offer_once_it_was_submitted_and_approved()
    {
        var offer = await desk.CreateAsync();
        await ExpectShownAsync(offer, 404);
        Assert.Equal("submitted", (await desk.ActAsync(offer, "submit")).Expect(200).Text("state"));
        await ExpectShownAsync(offer, 404);

        (await desk.ApproveAsync(offer)).Expect(200);

        Assert.Equal("太极晨练", (await ExpectShownAsync(offer, 200)).Text("title"));
    }

    [Fact]
    public async Task What_is_left_out_has_its_usual_value()
    {
        var film = new SupplyDesk(app, "rk_test_cinema");

        var offer = (await film.Merchant.GetAsync("/v1/merchant/offers/" + await film.CreateAsync(SupplyDesk.Paid("片", 5000)))).Expect(200);

        Assert.Equal((1, 30), (offer.Number("admits"), offer.Number("pickup_days")));
        Assert.Equal("""{"per_order":10,"per_slot":null,"per_day":null,"per_offer":null}""", offer["limits"]!.ToJsonString());
        Assert.Equal(30, offer["cancellation"]!["until_minutes_before"]!.GetValue<int>());
        Assert.Equal("market", offer.Text("supply"));
    }

    [Fact]
    public async Task A_new_version_that_changes_nothing_guarded_is_live_at_once()
    {
        var offer = await desk.PublishAsync();

        var replaced = (await desk.ReplaceAsync(offer, 1, SupplyDesk.Version(summary: "每天清晨"))).Expect(200);

        Assert.Equal(("approved", "system"), (replaced["review"]!["state"]!.GetValue<string>(), replaced["review"]!["decided_by"]!.GetValue<string>()));
        Assert.Equal("每天清晨", (await ExpectShownAsync(offer, 200)).Text("summary"));
    }

    [Fact]
    public async Task What_was_approved_stays_live_until_somebody_has_looked_at_another_title()
    {
        var offer = await desk.PublishAsync();
        (await desk.ReplaceAsync(offer, 1, SupplyDesk.Version("太极晚练"))).Expect(200);
        Assert.Equal("太极晨练", (await ExpectShownAsync(offer, 200)).Text("title"));

        (await desk.ActAsync(offer, "submit")).Expect(200);
        Assert.Equal("太极晨练", (await ExpectShownAsync(offer, 200)).Text("title"));
        (await desk.ApproveAsync(offer, 2)).Expect(200);

        Assert.Equal(("太极晚练", 2), ((await ExpectShownAsync(offer, 200)).Text("title"), (await ExpectShownAsync(offer, 200)).Number("version")));
    }

    [Fact]
    public async Task A_new_version_names_the_newest_so_that_nobodys_change_is_lost()
    {
        var offer = await desk.CreateAsync();
        var read = (await desk.Merchant.GetAsync("/v1/merchant/offers/" + offer)).Expect(200);
        Assert.Equal("\"1\"", read.Response.Headers.ETag!.Tag);

        (await desk.Merchant.PutAsync("/v1/merchant/offers/" + offer, SupplyDesk.Version(), null)).Expect(428, "version_missing");
        (await desk.ReplaceAsync(offer, 1, SupplyDesk.Version("一"))).Expect(200);
        var conflict = (await desk.ReplaceAsync(offer, 1, SupplyDesk.Version("二"))).Expect(409, "version_conflict");

        Assert.Equal(2, conflict.Number("newest_version"));
    }

    [Fact]
    public async Task Of_50_new_versions_at_once_one_follows_the_newest()
    {
        var offer = await desk.CreateAsync();

        var answers = await Race.RunAsync(number => desk.ReplaceAsync(offer, 1, SupplyDesk.Version("版" + number)));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(49, answers.Count(answer => answer.Code == "version_conflict"));
    }

    [Fact]
    public async Task The_same_request_again_makes_no_second_offer()
    {
        var key = Caller.NewKey();
        var first = (await desk.Merchant.PostAsync("/v1/merchant/offers", SupplyDesk.Free("一次"), key)).Expect(201);

        var answers = await Race.RunAsync(_ => desk.Merchant.PostAsync("/v1/merchant/offers", SupplyDesk.Free("一次"), key));

        Assert.All(answers, answer => Assert.Equal((201, first.Text("id"), true), (answer.Status, answer.Text("id"), answer.IsReplay)));
        (await desk.Merchant.PostAsync("/v1/merchant/offers", SupplyDesk.Free("两次"), key)).Expect(422, "idempotency_key_reused");
    }

    [Fact]
    public async Task A_paused_offer_is_hidden_and_a_closed_one_for_ever()
    {
        var offer = await desk.PublishAsync();

        Assert.Equal("paused", (await desk.ActAsync(offer, "pause")).Expect(200).Text("state"));
        await ExpectShownAsync(offer, 404);
        (await desk.ActAsync(offer, "resume")).Expect(200);
        await ExpectShownAsync(offer, 200);
        Assert.Equal("closed", (await desk.ActAsync(offer, "close")).Expect(200).Text("state"));
        await ExpectShownAsync(offer, 404);

        Assert.Equal("closed", (await desk.ActAsync(offer, "resume")).Expect(409, "offer_state").Text("offer_state"));
        (await desk.ReplaceAsync(offer, 1, SupplyDesk.Version())).Expect(409, "offer_state");
    }

    [Fact]
    public async Task Another_merchants_offer_is_not_there()
    {
        var (offer, other) = (await desk.CreateAsync(), new SupplyDesk(app, "rk_test_cinema"));

        (await other.Merchant.GetAsync("/v1/merchant/offers/" + offer)).Expect(404);
        (await other.ActAsync(offer, "submit")).Expect(404);
        (await other.ReplaceAsync(offer, 1, SupplyDesk.Version())).Expect(404);
        (await other.MakeSlotsAsync(offer, SupplyDesk.Slot(RewardsApp.Start.AddDays(1)))).Expect(404);
    }

    [Fact]
    public async Task A_key_without_the_scope_puts_up_nothing() =>
        (await app.Caller("rk_test_leisure").PostKeyedAsync("/v1/merchant/offers", SupplyDesk.Free())).Expect(403, "scope_missing");

    [Fact]
    public async Task Operators_put_up_offers_for_a_merchant_and_that_is_written_down()
    {
        var merchant = (await desk.Merchant.GetAsync("/v1/merchant/offers/" + await desk.CreateAsync()))["merchant"]!["id"]!.GetValue<string>();

        var offer = (await desk.Operator.PostKeyedAsync($"/v1/operator/merchants/{merchant}/offers", SupplyDesk.Free("代办"))).Expect(201).Text("id");

        (await desk.Merchant.GetAsync("/v1/merchant/offers/" + offer)).Expect(200);
        var acts = (await app.Operator().GetAsync("/v1/operator/audit?target=" + offer)).Expect(200).Data;
        Assert.StartsWith("operator:", Assert.Single(acts)["actor"]!.GetValue<string>(), StringComparison.Ordinal);
        (await app.Operator("auditor").PostKeyedAsync($"/v1/operator/merchants/{merchant}/offers", SupplyDesk.Free())).Expect(403, "role_missing");
        (await desk.Operator.PostKeyedAsync("/v1/operator/merchants/mch_01m6a6ft00e5q8d2vk5m3t7b9c/offers", SupplyDesk.Free())).Expect(404);
    }

    [Theory]
    [InlineData("""{"kind":"slot","title":"一","price_fen":1,"unit":"张","payment":"free"}""", "payment")]
    [InlineData("""{"kind":"slot","title":"一","price_fen":0,"unit":"张","payment":"free","admits":11}""", "admits")]
    [InlineData("""{"kind":"slot","title":"一","price_fen":0,"unit":"张","payment":"free","stock":1}""", "stock")]
    [InlineData("""{"kind":"goods","title":"一","price_fen":1,"unit":"本","payment":"at_venue"}""", "stock")]
    [InlineData("""{"kind":"slot","title":"一","price_fen":0,"unit":"张","payment":"free","limits":{"per_order":11}}""", "limits.per_order")]
    [InlineData("""{"kind":"slot","title":"一","price_fen":0,"unit":"张","payment":"free","venue_id":"ven_01m6a6ft00e5q8d2vk5m3t7b9c"}""", "venue_id")]
    [InlineData("""{"kind":"slot","title":"","price_fen":0,"unit":"张","payment":"free"}""", "title")]
    [InlineData("""{"kind":"slot","title":"一","price_fen":0,"unit":"张","payment":"free","tags":["1","2","3","4","5","6"]}""", "tags")]
    public async Task What_contradicts_itself_is_named(string body, string field)
    {
        var refused = (await desk.Merchant.PostKeyedAsync("/v1/merchant/offers", body)).Expect(400, "validation_failed");

        Assert.Equal(field, Assert.Single(refused["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task A_title_has_60_characters_as_people_count_them()
    {
        await desk.CreateAsync(SupplyDesk.Free(string.Concat(Enumerable.Repeat("👩‍🎨", 60))));

        (await desk.Merchant.PostKeyedAsync("/v1/merchant/offers", SupplyDesk.Free(new string('长', 61)))).Expect(400, "validation_failed");
    }

    [Fact]
    public async Task Goods_have_a_stock_that_can_be_changed()
    {
        var book = await new SupplyDesk(app, "rk_test_bookshop_online").CreateAsync(new
        {
            Kind = "goods",
            Title = "书",
            PriceFen = 100,
            Unit = "本",
            Payment = "at_venue",
            Stock = 3,
        });
        var shop = app.Caller("rk_test_bookshop_online");

        Assert.Equal(0, (await shop.PatchAsync("/v1/merchant/offers/" + book, new { Stock = 0 })).Expect(200).Number("stock"));
        (await desk.Merchant.PatchAsync("/v1/merchant/offers/" + await desk.CreateAsync(), new { Stock = 1 })).Expect(400, "validation_failed");
    }

    private async Task<Answer> ExpectShownAsync(string offer, int status)
    {
        await app.UntilAllNodesKnowAsync();
        return (await app.Caller(null).GetAsync("/v1/offers/" + offer)).Expect(status);
    }
}

public sealed class PuttingUpOffersOnSqlite(SqliteApp app) : PuttingUpOffersTests<SqliteApp>(app);

public sealed class PuttingUpOffersOnPostgres(PostgresApp app) : PuttingUpOffersTests<PostgresApp>(app.OrSkip());
