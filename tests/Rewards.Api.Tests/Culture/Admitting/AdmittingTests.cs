using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Admitting;

public abstract class AdmittingTests<TApp>(TApp app) : AtTheDoor<TApp>(app)
    where TApp : RewardsApp
{
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
        var strangers = await (await App.SignUpAsync()).NewCodeAsync();
        (await AdmitAsync([TicketOf(other, 0).Id], strangers)).Expect(404, "not_found");
    }

    [Fact]
    public async Task Typed_digits_work_at_the_door_like_the_code_in_the_picture()
    {
        var (_, member, order) = await OrderAsync(Court());
        var visitor = new Visitor(App);
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
        var venue = Venue(App);
        var offer = await Desk.PublishAsync(Court(venue));
        var (early, later) = (await Desk.MakeSlotAsync(offer, Soon), await Desk.MakeSlotAsync(offer, Soon.AddHours(2)));
        var member = await App.SignUpAsync();
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
        App.Time.Advance(TimeSpan.FromMinutes(80));
        Assert.NotNull((await AdmitAsync([ticket], code)).Expect(409, "too_late")["valid_until"]);
    }

    [Fact]
    public async Task Another_merchants_ticket_is_not_there()
    {
        var (slot, _, order) = await OrderAsync(Court());
        var (ticket, code) = TicketOf(order, 0);
        var cinema = App.Caller("rk_test_cinema");

        (await cinema.PostAsync("/v1/admissions/lookup", new { Scanned = code })).Expect(404, "not_found");
        (await cinema.PostKeyedAsync("/v1/admissions", new { TicketIds = new[] { ticket }, Scanned = code })).Expect(404, "not_found");
        (await cinema.PostKeyedAsync($"/v1/admissions/{ticket}/undo", new { })).Expect(404, "not_found");
        (await cinema.PostKeyedAsync($"/v1/slots/{slot}/walk-ins", new { Places = 1, People = 1 })).Expect(404, "not_found");
        (await cinema.GetAsync($"/v1/slots/{slot}/door")).Expect(404, "not_found");
        (await App.Caller("rk_test_bookshop").PostAsync("/v1/admissions/lookup", new { Scanned = code })).Expect(403, "scope_missing");
        (await LookUpAsync("no such thing")).Expect(404, "not_found");
    }

    [Fact]
    public async Task What_was_cancelled_lets_nobody_in()
    {
        var (slot, _, order) = await OrderAsync(Court());
        (await Desk.Merchant.PostKeyedAsync($"/v1/merchant/slots/{slot}/cancel", new { Reason = "检修" })).Expect(200);

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

        var act = (await App.Operator("auditor").GetAsync("/v1/operator/audit?action=ticket.admitted_by_hand&target=" + order.Text("id"))).Expect(200).Data.Single();
        Assert.Equal(("military_id", ticket), (Text(act["detail"]!, "document_kind"), act["detail"]!["tickets"]![0]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_mistake_is_taken_back_within_ten_minutes()
    {
        var (slot, _, order) = await OrderAsync(Court());
        var (ticket, code) = TicketOf(order, 0);
        (await UndoAsync(ticket)).Expect(409, "ticket_not_used");
        (await AdmitAsync([ticket], code)).Expect(201);

        App.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("valid", (await UndoAsync(ticket)).Expect(200).Text("ticket_status"));
        Assert.Equal((0, 0), ((await DoorAsync(slot)).Number("used"), (await DoorAsync(slot)).Number("admitted")));
        (await AdmitAsync([ticket], code)).Expect(201);
        App.Time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromMilliseconds(1));
        (await UndoAsync(ticket)).Expect(409, "undo_too_late");
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
}

public sealed class AdmittingOnSqlite(SqliteApp app) : AdmittingTests<SqliteApp>(app);

public sealed class AdmittingOnPostgres(PostgresApp app) : AdmittingTests<PostgresApp>(app.OrSkip());
