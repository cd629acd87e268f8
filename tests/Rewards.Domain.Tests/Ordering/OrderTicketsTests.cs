using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Supplying;

namespace Rewards.Domain.Tests.Ordering;

public sealed class OrderTicketsTests
{
    [Theory]
    [InlineData(Category.Film, 3, 2599, 402)]
    [InlineData(Category.Public, 2, 1005, 200)]
    [InlineData(Category.Film, 2, 1249, 0)]
    [InlineData(Category.Book, 3, 8800, 500)]
    public void Points_are_whole_for_each_ticket(Category category, int tickets, long price, long most)
    {
        var wanted = Some.Wanted($"{tickets} x {price}", category: category) with { IsByTicket = true };

        Assert.Equal(new Points(most), Some.Quote(wanted, new Points(10_000), Some.Programme).Value.Points);
    }

    [Fact]
    public void At_a_till_they_are_whole_for_the_purchase() => Assert.Equal(
        new Points(404), Some.Quote(Some.Wanted("3 x 2599", category: Category.Film), new Points(10_000), Some.Programme).Value.Points);

    [Theory]
    [InlineData(750, 2, "375 375")]
    [InlineData(401, 3, "134 134 133")]
    [InlineData(2, 3, "1 1 0")]
    [InlineData(0, 2, "0 0")]
    public void Tickets_share_points_in_equal_parts(long points, int tickets, string parts) =>
        Assert.Equal(parts, string.Join(' ', OrderTickets.Spread(new Points(points), tickets)));

    [Fact]
    public void What_is_free_moves_no_point_and_is_guarded_by_the_account()
    {
        var ordered = Decide(Wish(price: 0), Some.Account(300)).Value;

        Assert.Null(ordered.Redemption);
        Assert.Empty(ordered.Ledger.Entries);
        Assert.Equal((OrderStatus.Confirmed, 2, Fen.Zero), (ordered.Order.Status, ordered.Order.Tickets.Count, ordered.Order.Cash));
        Assert.Equal(Some.MemberId, ordered.Order.MemberId);
    }

    [Fact]
    public void What_points_cover_is_captured_at_once()
    {
        var ordered = Decide(Wish(price: 1500), Some.Account(300)).Value;

        Assert.Equal(["Capture 300 available to merchant:mch_bookshop"], ordered.Ledger.Entries.InWords());
        Assert.Equal((RedemptionStatus.Captured, "ord_1", "ord_1"), (ordered.Redemption!.Status, ordered.Redemption.OrderId, ordered.Redemption.OrderNo));
        Assert.Equal([new Points(150), new Points(150)], ordered.Order.Tickets.Select(ticket => ticket.Points));
        Assert.Equal(Fen.Zero, ordered.Order.Cash);
    }

    [Theory]
    [InlineData(299)]
    [InlineData(0)]
    public void A_fen_in_money_can_not_be_paid_where_no_payment_is_taken(long points)
    {
        var refusal = Decide(Wish(price: 1500) with { Points = new Points(points) }, Some.Account(300)).Refusal!;

        Assert.Equal(("payment_unavailable", 3000 - (points * 10)), (refusal.Code, (long)refusal.Facts["cash_fen"]));
    }

    [Fact]
    public void The_price_is_the_slots_own_where_it_has_one_and_must_be_as_expected()
    {
        var wish = Wish(price: 1500) with { ExpectedCash = Fen.Zero };
        var dearer = wish with { Places = wish.Places with { OwnPrice = new Fen(1600) } };

        Assert.Null(Decide(wish, Some.Account(300)).Refusal);
        var refusal = Decide(dearer, Some.Account(300)).Refusal!;
        Assert.Equal(("price_changed", 200L), (refusal.Code, (long)refusal.Facts["cash_fen"]));
    }

    [Theory]
    [InlineData(60, null)]
    [InlineData(61, "too_far_ahead")]
    public void With_points_one_orders_sixty_days_ahead(int days, string? code)
    {
        Assert.Equal(code, Decide(Wish(price: 1500, startsInDays: days), Some.Account(300)).Refusal?.Code);
        Assert.Null(Decide(Wish(price: 0, startsInDays: days), Some.Account(300)).Refusal);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, "sold_out")]
    [InlineData(0, "sold_out")]
    public void All_places_that_are_wanted_are_there_or_none_is_taken(int left, string? code)
    {
        var wish = Wish(price: 0);

        Assert.Equal(code, Decide(wish with { Places = wish.Places with { Left = left } }, Some.Account(300)).Refusal?.Code);
    }

    [Theory]
    [InlineData("per_order", 1)]
    [InlineData("per_slot", 2)]
    [InlineData("per_day", 3)]
    [InlineData("per_offer", 4)]
    public void One_person_may_have_so_many(string scope, int most)
    {
        // Two are wanted: one too many each time.
        var wish = Wish(price: 0) with { Had = new TicketsHad(InSlot: 1, OnDay: 2, OfOffer: 3) };

        var refusal = Decide(Limited(wish, scope, most), Some.Account(300)).Refusal!;

        Assert.Equal(("person_limit", scope, most), (refusal.Code, (string)refusal.Facts["scope"], (int)refusal.Facts["limit"]));
        Assert.Null(Decide(Limited(wish, scope, most + 1), Some.Account(300)).Refusal);
    }

    [Theory]
    [InlineData(null, "eligibility_required")]
    [InlineData(Eligibility.Senior, "eligibility_required")]
    [InlineData(Eligibility.Soldier, null)]
    public void Who_is_meant_says_so(Eligibility? said, string? code)
    {
        var wish = Wish(price: 0);
        var meant = wish with
        {
            Eligibility = said,
            Offer = wish.Offer with { Content = wish.Offer.Content with { Eligibility = [Eligibility.Soldier] } },
        };

        Assert.Equal(code, Decide(meant, Some.Account(300)).Refusal?.Code);
    }

    [Theory]
    [InlineData(Category.Scenic, PaymentWay.Online, "2026-11-24 13:00", "2026-11-25 00:00")]
    [InlineData(Category.Scenic, PaymentWay.Online, "2026-11-25 00:00", "2026-11-25 00:00")]
    [InlineData(Category.Scenic, PaymentWay.Online, "2026-11-25 00:01", "2026-11-26 00:00")]
    [InlineData(Category.Scenic, PaymentWay.AtVenue, "2026-11-24 13:00", null)]
    [InlineData(Category.Film, PaymentWay.Online, "2026-11-24 13:00", null)]
    public void A_day_ticket_that_was_paid_goes_back_when_its_day_is_over(
        Category category, PaymentWay payment, string end, string? expected)
    {
        var times = Decide(Wish(price: 1500), Some.Account(400)).Value.Order.Times with { ValidUntil = Some.At(end) };

        Assert.Equal(expected is null ? null : Some.At(expected), times.GoesBackAt(category, payment, Some.Shanghai));
    }

    [Fact]
    public void Goods_go_back_when_they_can_not_be_fetched_any_more()
    {
        var wish = Wish(price: 0) with { Places = OrderedPlaces.OfGoods(10) };

        var order = Decide(wish, Some.Account(300)).Value.Order;

        Assert.Equal((order.Times.ValidUntil, order.Times.ValidUntil), (order.GoesBackAt, order.GiveBackAt));
    }

    [Fact]
    public void Who_missed_too_often_books_nothing_free()
    {
        var until = Some.At("2026-12-20 12:00");
        var missed = new MissedBookings([new MissedBooking("ord_0", "球场", Some.At("2026-11-20 12:00"))], until);

        var refusal = Decide(Wish(price: 0) with { Missed = missed }, Some.Account(300)).Refusal!;

        Assert.Equal(("booking_blocked", until, missed.Lately), (refusal.Code, refusal.Facts["until"], refusal.Facts["missed"]));
        Assert.Null(Decide(Wish(price: 1500) with { Missed = missed }, Some.Account(300)).Refusal);
    }

    [Fact]
    public void What_costs_more_than_can_be_written_down_is_refused() =>
        Assert.NotNull(Decide(Wish(price: long.MaxValue / 2), Some.Account(300)).Refusal);

    [Fact]
    public void An_order_adds_up_its_tickets_and_what_of_them_came_back()
    {
        var order = Decide(Wish(price: 1500), Some.Account(300)).Value.Order;
        var part = order with { Tickets = [order.Tickets[0] with { Status = TicketStatus.Cancelled }, order.Tickets[1]] };

        Assert.Equal((new Fen(3_000), new Fen(3_000), Fen.Zero), (order.Gross, order.Discount, order.Cash));
        Assert.Equal((RefundStatus.None, RefundStatus.Part), (order.RefundStatus, part.RefundStatus));
        Assert.Equal((part.Tickets[0].Points, Fen.Zero), (part.RefundedPoints, part.RefundedCash));
    }

    private static OrderRequest Limited(OrderRequest wish, string scope, int most) => wish with
    {
        Offer = wish.Offer with
        {
            Content = wish.Offer.Content with
            {
                Limits = scope switch
                {
                    "per_order" => new TicketLimits(most, null, null, null),
                    "per_slot" => new TicketLimits(null, most, null, null),
                    "per_day" => new TicketLimits(null, null, most, null),
                    _ => new TicketLimits(null, null, null, most),
                },
            },
        },
    };

    private static Outcome<Ordered> Decide(OrderRequest wish, Account account) =>
        OrderTickets.Decide(wish, account, Some.Moment());

    internal static OrderRequest Wish(long price, int startsInDays = 1, int tickets = 2)
    {
        var start = Some.At(Some.Noon).AddDays(startsInDays);
        var slot = new SlotTimes(start, start.AddHours(1), false, new SlotPlaces(10, 0, 0, 0, 0));
        return new OrderRequest
        {
            OrderId = "ord_1",
            RedemptionId = Some.RedemptionId,
            Quantity = tickets,
            Names = [.. Enumerable.Range(1, tickets).Select(n => new TicketName($"tkt_{n}", $"CODE000{n}"))],
            Offer = new OrderedOffer("ofr_1", Some.MerchantId, null, Category.Public, 1, new OfferContent
            {
                Title = "球场",
                Price = new Fen(price),
                Unit = "小时",
                Payment = price == 0 ? PaymentWay.Free : PaymentWay.Online,
                Cancellation = CancellationRules.Cinema,
            }),
            Places = OrderedPlaces.Of("slt_1", slot, null, 0),
            Had = default,
        };
    }
}
