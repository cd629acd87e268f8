using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Admitting;

public abstract class AdmittingTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly SupplyDesk desk = new(app);

    private Caller Door => desk.Merchant;

    /// <summary>The door of it opens half an hour before.</summary>
    private DateTimeOffset Soon => app.Time.GetUtcNow().AddMinutes(20);

    [Fact]
    public async Task A_ticket_is_looked_up_lets_in_once_and_says_when_it_was_used()
    {
        var (slot, member, order) = await OrderAsync(Court(), quantity: 2);
        var (first, code) = TicketOf(order, 0);

        var seen = (await LookUpAsync(code)).Expect(200).Data.Single();
        Assert.Equal((order.Text("id"), "羽毛球", 4, 0), (Text(seen, "order_id"), Text(seen, "title"), seen["people"]!.GetValue<int>(), seen["cash_fen"]!.GetValue<int>()));
        Assert.NotEmpty(Text(seen, "member_name"));
        Assert.Equal((first, "ok"), (Text(Assert.Single(seen["tickets"]!.AsArray())!, "id"), Text(seen["tickets"]![0]!, "would")));

        var admitted = (await AdmitAsync([first], code, people: 3)).Expect(201);
        Assert.Equal((3, "used"), (admitted.Number("people"), Text(admitted["tickets"]![0]!, "status")));
        var again = (await AdmitAsync([first], code)).Expect(409, "ticket_used");
        Assert.Equal(admitted.Text("admitted_at"), again.Text("used_at"));
        Assert.Equal("ticket_used", Text((await LookUpAsync(code.ToLowerInvariant() + "\r\n")).Data[0]["tickets"]![0]!, "would"));

        var door = (await Door.GetAsync($"/v1/slots/{slot}/door")).Expect(200);
        Assert.Equal((2, 1, 3, 0), (door.Number("taken"), door.Number("used"), door.Number("admitted"), door.Number("missed")));
        var mine = (await member.Caller.GetAsync("/v1/member/orders/" + order.Text("id"))).Expect(200);
        Assert.Equal(["used", "valid"], mine["tickets"]!.AsArray().Select(ticket => Text(ticket!, "status")));
        Assert.Equal("ticket_not_valid", (await CancelAsync(member, order, first)).Code);
    }

    [Fact]
    public async Task A_member_code_lets_in_with_all_tickets_that_are_named_and_is_used_up_by_it()
    {
        var (_, member, order) = await OrderAsync(Court(), quantity: 2);
        var (first, own) = TicketOf(order, 0);
        var (second, _) = TicketOf(order, 1);
        var code = await member.NewCodeAsync();

        Assert.Equal(2, (await LookUpAsync(code)).Expect(200).Data.Single()["tickets"]!.AsArray().Count);
        Assert.Contains("scanned", (await AdmitAsync([first, second], own)).Expect(400, "validation_failed")["errors"]!.AsObject().Select(field => field.Key));
        Assert.Equal(8, (await AdmitAsync([first, second], code)).Expect(201).Number("people"));

        (await LookUpAsync(code)).Expect(409, "member_code_used");
        var other = (await OrderForAsync(member, order)).Expect(201);
        (await AdmitAsync([TicketOf(other, 0).Id], code)).Expect(409, "member_code_used");
        var strangers = await (await app.SignUpAsync()).NewCodeAsync();
        (await AdmitAsync([TicketOf(other, 0).Id], strangers)).Expect(404, "not_found");
    }

    [Fact]
    public async Task Typed_digits_work_at_the_door_like_the_code_in_the_picture()
    {
        var (_, member, order) = await OrderAsync(Court());
        var visitor = new Visitor(app);
        await visitor.SignInAsync(member.Name);
        var page = (await visitor.GetAsync((await visitor.SubmitAsync("/code")).Location!)).Words;
        var digits = page.Split("id=\"digits\">")[1].Split('<')[0];

        Assert.Equal("ok", Text((await LookUpAsync(digits)).Expect(200).Data.Single()["tickets"]![0]!, "would"));
        (await AdmitAsync([TicketOf(order, 0).Id], digits)).Expect(201);
        (await LookUpAsync(digits)).Expect(409, "member_code_used");
    }

    [Fact]
    public async Task What_does_not_fit_says_what_does()
    {
        var venue = Venue(app);
        var offer = await desk.PublishAsync(Court(venue));
        var (early, later) = (await desk.MakeSlotAsync(offer, Soon), await desk.MakeSlotAsync(offer, Soon.AddHours(2)));
        var member = await app.SignUpAsync();
        var (order, tomorrow) = ((await BookAsync(member, offer, early)).Expect(201), (await BookAsync(member, offer, later)).Expect(201));
        var (ticket, code) = TicketOf(order, 0);

        Assert.Equal(venue, (await AdmitAsync([ticket], code, venue: "ven_other")).Expect(409, "wrong_venue").Text("venue_id"));
        Assert.Equal(early, (await AdmitAsync([ticket], code, slot: later)).Expect(409, "wrong_slot").Text("slot_id"));
        var (ahead, aheadsCode) = TicketOf(tomorrow, 0);
        Assert.Equal(tomorrow["tickets"]![0]!["valid_from"]!.GetValue<string>(), (await AdmitAsync([ahead], aheadsCode)).Expect(409, "too_early").Text("valid_from"));
        (await AdmitAsync([ticket, ahead], await member.NewCodeAsync())).Expect(404, "not_found");
        (await CancelAsync(member, tomorrow)).Expect(200);
        (await AdmitAsync([ahead], aheadsCode)).Expect(409, "ticket_cancelled");
        Assert.Equal("ticket_cancelled", Text((await LookUpAsync(aheadsCode)).Data[0]["tickets"]![0]!, "would"));
        app.Time.Advance(TimeSpan.FromMinutes(80));
        Assert.NotNull((await AdmitAsync([ticket], code)).Expect(409, "too_late")["valid_until"]);
    }

    [Fact]
    public async Task Another_merchants_ticket_is_not_there()
    {
        var (slot, _, order) = await OrderAsync(Court());
        var (ticket, code) = TicketOf(order, 0);
        var cinema = app.Caller("rk_test_cinema");

        (await cinema.PostAsync("/v1/admissions/lookup", new { Scanned = code })).Expect(404, "not_found");
        (await cinema.PostKeyedAsync("/v1/admissions", new { TicketIds = new[] { ticket }, Scanned = code })).Expect(404, "not_found");
        (await cinema.PostKeyedAsync($"/v1/admissions/{ticket}/undo", new { })).Expect(404, "not_found");
        (await cinema.PostKeyedAsync($"/v1/slots/{slot}/walk-ins", new { Places = 1, People = 1 })).Expect(404, "not_found");
        (await cinema.GetAsync($"/v1/slots/{slot}/door")).Expect(404, "not_found");
        (await app.Caller("rk_test_bookshop").PostAsync("/v1/admissions/lookup", new { Scanned = code })).Expect(403, "scope_missing");
        (await LookUpAsync("no such thing")).Expect(404, "not_found");
    }

    [Fact]
    public async Task What_was_cancelled_lets_nobody_in()
    {
        var (slot, _, order) = await OrderAsync(Court());
        (await desk.Merchant.PostKeyedAsync($"/v1/merchant/slots/{slot}/cancel", new { Reason = "检修" })).Expect(200);

        (await AdmitAsync([TicketOf(order, 0).Id], TicketOf(order, 0).Code)).Expect(409, "slot_cancelled");
        (await WalkInAsync(slot, 1, 1)).Expect(409, "slot_cancelled");
    }

    [Fact]
    public async Task By_hand_is_found_in_the_audit_and_a_document_is_kept_by_its_kind_only()
    {
        var (_, _, order) = await OrderAsync(Court());
        var ticket = TicketOf(order, 0).Id;
        var body = new { TicketIds = new[] { ticket }, Manual = true, DocumentKind = "military_id" };

        (await Door.PostKeyedAsync("/v1/admissions", body)).Expect(201);
        (await Door.PostKeyedAsync("/v1/admissions", new { TicketIds = new[] { ticket } })).Expect(400, "validation_failed");

        var act = (await app.Operator("auditor").GetAsync("/v1/operator/audit?action=ticket.admitted_by_hand&target=" + order.Text("id"))).Expect(200).Data.Single();
        Assert.Equal(("military_id", ticket), (Text(act["detail"]!, "document_kind"), act["detail"]!["tickets"]![0]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_mistake_is_taken_back_within_ten_minutes()
    {
        var (slot, _, order) = await OrderAsync(Court());
        var (ticket, code) = TicketOf(order, 0);
        (await UndoAsync(ticket)).Expect(409, "ticket_not_used");
        (await AdmitAsync([ticket], code)).Expect(201);

        app.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("valid", (await UndoAsync(ticket)).Expect(200).Text("ticket_status"));
        Assert.Equal((0, 0), ((await DoorAsync(slot)).Number("used"), (await DoorAsync(slot)).Number("admitted")));
        (await AdmitAsync([ticket], code)).Expect(201);
        app.Time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromMilliseconds(1));
        (await UndoAsync(ticket)).Expect(409, "undo_too_late");
    }

    [Fact]
    public async Task Who_comes_without_an_order_takes_what_nobody_has()
    {
        var (slot, _, _) = await OrderAsync(Court(), quantity: 2);

        Assert.Equal(1, (await WalkInAsync(slot, 1, 4)).Expect(201).Number("left"));
        Assert.Contains("people", (await WalkInAsync(slot, 1, 5)).Expect(400, "validation_failed")["errors"]!.AsObject().Select(field => field.Key));
        Assert.Equal(1, (await WalkInAsync(slot, 2, 2)).Expect(422, "no_place_left").Number("left"));
        (await WalkInAsync(slot, 1, 1)).Expect(201);

        var door = await DoorAsync(slot);
        Assert.Equal((2, 5, 0), (door.Number("walk_in_places"), door.Number("walk_ins"), door.Number("left")));
        var member = await app.SignUpAsync();
        (await BookAsync(member, await OfferOfAsync(slot), slot)).Expect(422, "sold_out");
    }

    [Fact]
    public async Task Fewer_places_than_walk_ins_took_can_not_be_kept_for_them()
    {
        var (slot, _, _) = await OrderAsync(Court());
        (await WalkInAsync(slot, 2, 2)).Expect(201);

        (await KeepAsync(slot, 1)).Expect(409, "capacity_below_taken");
        (await KeepAsync(slot, 2)).Expect(200);
        (await KeepAsync(slot, 3)).Expect(200);
        (await KeepAsync(slot, 4)).Expect(409, "capacity_below_taken");
        (await BookAsync(await app.SignUpAsync(), await OfferOfAsync(slot), slot)).Expect(422, "sold_out");
        (await WalkInAsync(slot, 1, 1)).Expect(201);
    }

    [Fact]
    public async Task Places_that_nobody_came_for_go_to_walk_ins_and_a_late_scan_still_lets_in()
    {
        var (slot, _, order) = await OrderAsync(Court(), quantity: 4);
        var (ticket, code) = TicketOf(order, 0);
        Assert.Equal(0, (await WalkInAsync(slot, 1, 1)).Expect(422, "no_place_left").Number("left"));

        // 20 minutes to the start, and 15 after it.
        app.Time.Advance(TimeSpan.FromMinutes(35));

        Assert.Equal((4, 4), ((await DoorAsync(slot)).Number("missed"), (await DoorAsync(slot)).Number("left")));
        (await WalkInAsync(slot, 4, 9)).Expect(201);
        (await AdmitAsync([ticket], code)).Expect(201);
        var door = await DoorAsync(slot);
        Assert.Equal((1, 4, 0), (door.Number("used"), door.Number("walk_in_places"), door.Number("left")));
        (await WalkInAsync(slot, 1, 1)).Expect(422, "no_place_left");
    }

    [Fact]
    public async Task Who_misses_three_bookings_waits_and_one_that_is_forgiven_counts_no_more()
    {
        var (_, member, first) = await OrderAsync(Court());
        var offer = first.Text("offer_id");
        var orders = new List<Answer> { first };
        foreach (var hours in new[] { 2, 4 })
        {
            orders.Add((await BookAsync(member, offer, await desk.MakeSlotAsync(offer, Soon.AddHours(hours)))).Expect(201));
        }

        app.Time.Advance(TimeSpan.FromHours(5));
        var next = await desk.MakeSlotAsync(offer, Soon.AddHours(2));
        var blocked = (await BookAsync(member, offer, next)).Expect(403, "booking_blocked");

        Assert.Equal(orders.Select(order => order.Text("id")), blocked["missed"]!.AsArray().Select(one => Text(one!, "order_id")));
        var seen = (await member.Caller.GetAsync("/v1/offers/" + offer)).Expect(200)["missed"]!;
        Assert.Equal((3, 3, blocked.Text("until")), (seen["count"]!.GetValue<int>(), seen["limit"]!.GetValue<int>(), Text(seen, "blocked_until")));
        var ticket = TicketOf(orders[1], 0).Id;
        (await ForgiveAsync(ticket, "auditor")).Expect(403, "role_missing");
        (await ForgiveAsync(ticket, "operator")).Expect(200);
        var booked = (await BookAsync(member, offer, next)).Expect(201);
        (await ForgiveAsync(TicketOf(booked, 0).Id, "operator")).Expect(409, "ticket_not_missed");
    }

    [Fact]
    public async Task What_was_cancelled_by_others_is_not_missed()
    {
        var (slot, member, first) = await OrderAsync(Court());
        (await desk.Merchant.PostKeyedAsync($"/v1/merchant/slots/{slot}/cancel", new { Reason = "检修" })).Expect(200);
        app.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, (await member.Caller.GetAsync("/v1/offers/" + first.Text("offer_id"))).Expect(200)["missed"]!["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task Of_50_scans_of_one_ticket_one_lets_in()
    {
        var (slot, _, order) = await OrderAsync(Court());
        var (ticket, code) = TicketOf(order, 0);

        var answers = await Race.RunAsync(_ => AdmitAsync([ticket], code));

        Assert.Equal((1, 49), (answers.Count(answer => answer.Status == 201), answers.Count(answer => answer.Code == "ticket_used")));
        Assert.Equal((1, 4), ((await DoorAsync(slot)).Number("used"), (await DoorAsync(slot)).Number("admitted")));
    }

    [Fact]
    public async Task Of_scan_and_cancellation_one_wins()
    {
        var (slot, member, order) = await OrderAsync(Court());
        var (ticket, code) = TicketOf(order, 0);

        var answers = await Race.RunAsync(number => number % 2 == 0 ? AdmitAsync([ticket], code) : CancelAsync(member, order));

        Assert.Single(answers, answer => answer.Status is 200 or 201);
        var used = answers.Single(answer => answer.Status is 200 or 201).Status == 201;
        Assert.Equal((used ? 1 : 0, used ? 1 : 0), ((await DoorAsync(slot)).Number("taken"), (await DoorAsync(slot)).Number("used")));
    }

    [Fact]
    public async Task Fifty_parties_and_orders_at_once_take_no_place_twice()
    {
        var offer = await desk.PublishAsync(Court());
        var slot = await desk.MakeSlotAsync(offer, Soon, 10);
        var members = await Task.WhenAll(Enumerable.Range(0, Race.Runners).Select(_ => app.SignUpAsync()));

        var answers = await Race.RunAsync(number =>
            number % 2 == 0 ? WalkInAsync(slot, 1, 2) : BookAsync(members[number], offer, slot));

        Assert.Equal(10, answers.Count(answer => answer.Status == 201));
        Assert.Equal(40, answers.Count(answer => answer.Code is "sold_out" or "no_place_left"));
        var door = await DoorAsync(slot);
        Assert.Equal((10, 0), (door.Number("taken") + door.Number("walk_in_places"), door.Number("left")));
        Assert.Equal(2 * door.Number("walk_in_places"), door.Number("walk_ins"));
    }

    [Fact]
    public async Task After_the_release_50_parties_get_the_places_that_are_free()
    {
        var (slot, _, _) = await OrderAsync(Court(), quantity: 4);
        app.Time.Advance(TimeSpan.FromMinutes(35));

        var answers = await Race.RunAsync(_ => WalkInAsync(slot, 1, 1));

        Assert.Equal((4, 46), (answers.Count(answer => answer.Status == 201), answers.Count(answer => answer.Code == "no_place_left")));
    }

    private static object Court(string? venue = null) => new
    {
        Kind = "slot",
        Title = "羽毛球",
        VenueId = venue,
        PriceFen = 0,
        Unit = "小时",
        Payment = "free",
        Admits = 4,
        Admission = new { FromMinutesBefore = 30, UntilMinutesAfterStart = 15, OnMiss = "release" },
    };

    /// <summary>One of the merchant's.</summary>
    private static string Venue(RewardsApp app)
    {
        using var db = app.Services.GetRequiredService<Database>().OpenForReading();
        var centre = db.Merchants.Single(merchant => merchant.NameZh == "全民健身服务中心").Id;
        return db.Venues.First(venue => venue.MerchantId == centre).Id;
    }

    private async Task<(string Slot, Member Member, Answer Order)> OrderAsync(object what, int quantity = 1)
    {
        var offer = await desk.PublishAsync(what);
        var slot = await desk.MakeSlotAsync(offer, Soon, 4);
        var member = await app.SignUpAsync();
        return (slot, member, (await BookAsync(member, offer, slot, quantity)).Expect(201));
    }

    private static Task<Answer> BookAsync(Member member, string offer, string slot, int quantity = 1) =>
        member.Caller.PostKeyedAsync("/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = quantity, AcceptVersion = 1 });

    private static Task<Answer> OrderForAsync(Member member, Answer order) =>
        BookAsync(member, order.Text("offer_id"), order.Text("slot_id"));

    private async Task<string> OfferOfAsync(string slot)
    {
        using var db = app.Services.GetRequiredService<Database>().OpenForReading();
        return await Task.FromResult(db.Slots.Single(row => row.SlotId == slot).OfferId);
    }

    private static (string Id, string Code) TicketOf(Answer order, int at) =>
        (Text(order["tickets"]![at]!, "id"), Text(order["tickets"]![at]!, at % 2 == 0 ? "qr" : "code"));

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private Task<Answer> LookUpAsync(string scanned) => Door.PostAsync("/v1/admissions/lookup", new { Scanned = scanned });

    private Task<Answer> AdmitAsync(
        string[] tickets, string scanned, int? people = null, string? venue = null, string? slot = null) =>
        Door.PostKeyedAsync(
            "/v1/admissions", new { TicketIds = tickets, Scanned = scanned, People = people, VenueId = venue, SlotId = slot });

    private Task<Answer> UndoAsync(string ticket) => Door.PostKeyedAsync($"/v1/admissions/{ticket}/undo", new { });

    private Task<Answer> WalkInAsync(string slot, int places, int people) =>
        Door.PostKeyedAsync($"/v1/slots/{slot}/walk-ins", new { Places = places, People = people });

    private Task<Answer> ForgiveAsync(string ticket, string role) =>
        app.Operator(role).PostKeyedAsync($"/v1/operator/tickets/{ticket}/forgive", new { Reason = "暴雨" });

    private Task<Answer> KeepAsync(string slot, int places) =>
        desk.Merchant.PatchAsync("/v1/merchant/slots/" + slot, new { WalkInPlaces = places });

    private async Task<Answer> DoorAsync(string slot) => (await Door.GetAsync($"/v1/slots/{slot}/door")).Expect(200);

    private static Task<Answer> CancelAsync(Member member, Answer order, params string[] tickets) =>
        member.Caller.PostKeyedAsync(
            $"/v1/member/orders/{order.Text("id")}/cancel", new { TicketIds = tickets.Length == 0 ? null : tickets });
}

public sealed class AdmittingOnSqlite(SqliteApp app) : AdmittingTests<SqliteApp>(app);

public sealed class AdmittingOnPostgres(PostgresApp app) : AdmittingTests<PostgresApp>(app.OrSkip());
