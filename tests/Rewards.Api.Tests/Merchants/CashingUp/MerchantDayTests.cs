using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Merchants.CashingUp;

/// <summary>A merchant closes its till: what was captured and what was refunded within one business date.</summary>
public abstract class MerchantDayTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    [Fact]
    public async Task A_day_adds_up_its_captures_and_is_not_changed_by_a_later_refund()
    {
        var (till, day) = await TomorrowAsync();
        var member = await app.SignUpWithAsync(1000);
        var book = await till.RedeemAsync(member, 8800, 100, capture: true);
        await till.RedeemAsync(member, 5000, 50, capture: true);
        await till.RedeemAsync(member, 9900, 10);
        app.Time.Advance(TimeSpan.FromDays(1));
        await till.RefundAsync(book, 4400);

        var (first, second) = (await DayAsync(till, day), await DayAsync(till, day.AddDays(1)));

        Assert.Equal(
            """{"count":2,"gross_fen":13800,"points":150,"discount_fen":1500,"cash_in_fen":12300}""",
            first["captures"]!.ToJsonString());
        Assert.Equal(
            """{"count":0,"gross_fen":0,"points":0,"discount_fen":0,"cash_out_fen":0}""",
            first["refunds"]!.ToJsonString());
        Assert.True(first["is_over"]!.GetValue<bool>());
        Assert.Equal(0, second["captures"]!["count"]!.GetValue<long>());
        Assert.Equal(
            """{"count":1,"gross_fen":4400,"points":50,"discount_fen":500,"cash_out_fen":3900}""",
            second["refunds"]!.ToJsonString());
        Assert.False(second["is_over"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_hold_counts_on_the_day_of_its_capture()
    {
        var (till, day) = await TomorrowAsync();
        app.Time.SetUtcNow(EndOf(day).AddMilliseconds(-1));
        var held = await till.RedeemAsync(await app.SignUpAsync(), 8800, 100);
        app.Time.Advance(TimeSpan.FromMilliseconds(1));

        await till.CaptureAsync(held, 60);

        Assert.Equal(0, (await DayAsync(till, day))["captures"]!["count"]!.GetValue<long>());
        Assert.Equal(
            """{"count":1,"gross_fen":8800,"points":60,"discount_fen":600,"cash_in_fen":8200}""",
            (await DayAsync(till, day.AddDays(1)))["captures"]!.ToJsonString());
    }

    [Fact]
    public async Task The_last_millisecond_of_a_day_is_its_own_and_the_next_one_is_not()
    {
        var (till, day) = await TomorrowAsync();
        var member = await app.SignUpAsync();
        app.Time.SetUtcNow(EndOf(day).AddMilliseconds(-1));
        var last = await till.RedeemAsync(member, 1000, 1, capture: true);
        await till.RefundAsync(last);
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        var first = await till.RedeemAsync(member, 2000, 2, capture: true);
        await till.RefundAsync(first);

        foreach (var (date, fen) in new[] { (day, 1000L), (day.AddDays(1), 2000L) })
        {
            var found = await DayAsync(till, date);
            Assert.Equal(fen, found["captures"]!["gross_fen"]!.GetValue<long>());
            Assert.Equal(fen, found["refunds"]!["gross_fen"]!.GetValue<long>());
        }
    }

    [Theory]
    [InlineData("store=East", 2, 1)]
    [InlineData("store=East&terminal=1", 1, 1)]
    [InlineData("store=East&terminal=1&cashier=Wang", 1, 1)]
    [InlineData("cashier=Li", 1, 0)]
    [InlineData("store=east", 0, 0)]
    public async Task A_day_can_be_added_up_for_a_store_a_terminal_or_a_cashier(
        string filter, long captures, long refunds)
    {
        var (till, day) = await TomorrowAsync();
        var member = await app.SignUpAsync();
        var refunded = await RingUpAsync(till, member, "East", "1", "Wang");
        await RingUpAsync(till, member, "East", "2", "Li");
        await RingUpAsync(till, member, "West", "1", null);
        await till.RefundAsync(refunded);

        var found = (await till.Caller.GetAsync($"/v1/merchant/days/{day:yyyy-MM-dd}?{filter}")).Expect(200);

        Assert.Equal(captures, found["captures"]!["count"]!.GetValue<long>());
        Assert.Equal(refunds, found["refunds"]!["count"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("2026-13-01")]
    [InlineData("yesterday")]
    [InlineData("1999-12-31")]
    [InlineData("2099-01-01")]
    public async Task What_is_no_day_up_to_today_is_refused(string date)
    {
        var answer = (await app.Till().Caller.GetAsync("/v1/merchant/days/" + date)).Expect(400, "validation_failed");

        Assert.NotNull(answer["errors"]!["date"]);
    }

    [Fact]
    public async Task Refunds_are_listed_by_the_day_on_which_they_were_made()
    {
        var (till, day) = await TomorrowAsync();
        var member = await app.SignUpAsync();
        var book = await till.RedeemAsync(member, 8800, 100, capture: true);
        app.Time.Advance(TimeSpan.FromDays(1));
        var older = await till.RefundAsync(book, 880);
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        var newer = await till.RefundAsync(book, 1760);

        var first = (await till.Caller.GetAsync($"/v1/refunds?from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}")).Expect(200);
        var second = (await till.Caller.GetAsync($"/v1/refunds?from={day.AddDays(1):yyyy-MM-dd}&limit=1")).Expect(200);
        var rest = (await till.Caller.GetAsync(
            $"/v1/refunds?from={day.AddDays(1):yyyy-MM-dd}&cursor={second.Text("next_cursor")}")).Expect(200);

        Assert.Empty(first.Data);
        Assert.Equal(newer.Text("id"), Assert.Single(second.Data)["id"]!.GetValue<string>());
        Assert.Equal(older.Text("id"), Assert.Single(rest.Data)["id"]!.GetValue<string>());
        Assert.Null(rest["next_cursor"]);
    }

    [Fact]
    public async Task Another_merchants_day_and_refunds_stay_its_own()
    {
        var (till, day) = await TomorrowAsync();
        await till.RefundAsync(await till.RedeemAsync(await app.SignUpAsync(), 8800, 100, capture: true));
        var other = app.Till("rk_test_cinema");

        var found = (await other.Caller.GetAsync($"/v1/merchant/days/{day:yyyy-MM-dd}")).Expect(200);
        var refunds = (await other.Caller.GetAsync("/v1/refunds")).Expect(200);

        Assert.Equal(0, found["captures"]!["count"]!.GetValue<long>());
        Assert.Equal(0, found["refunds"]!["count"]!.GetValue<long>());
        Assert.Empty(refunds.Data);
    }

    [Fact]
    public async Task A_key_says_whose_it_is_what_it_may_do_and_which_caps_apply()
    {
        var film = (await app.Till("rk_test_cinema").Caller.GetAsync("/v1/merchant")).Expect(200);

        Assert.Equal("film", film.Text("category"));
        Assert.Equal("active", film.Text("status"));
        Assert.Equal("""["quote","redeem","refund","offers","admit"]""", film["scopes"]!.ToJsonString());
        Assert.Equal(
            """[{"rule":"cash_floor_per_unit","most_fen":null,"floor_fen":1250,"percent":null}]""",
            film["caps"]!.ToJsonString());
        Assert.Equal(10, film.Number("fen_per_point"));
        Assert.Equal(900, film.Number("hold_seconds"));
    }

    private static DateTimeOffset EndOf(DateOnly day) =>
        new(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));

    private static Task<Answer> RingUpAsync(
        Till till, Member member, string? store, string? terminal, string? cashier) =>
        till.Caller.PostKeyedAsync(
            "/v1/redemptions",
            new
            {
                MemberId = member.Id,
                OrderNo = Caller.NewKey(),
                Items = new[] { Till.Item(1000) },
                Points = 10,
                Capture = true,
                Store = store,
                Terminal = terminal,
                Cashier = cashier,
            });

    private static async Task<Answer> DayAsync(Till till, DateOnly day) =>
        (await till.Caller.GetAsync($"/v1/merchant/days/{day:yyyy-MM-dd}")).Expect(200);

    /// <summary>A day that no other test has rung anything up on: each begins two days later.</summary>
    private async Task<(Till Till, DateOnly Day)> TomorrowAsync()
    {
        var day = DateOnly.FromDateTime(app.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime).AddDays(2);
        app.Time.SetUtcNow(EndOf(day).AddHours(-12));
        return (app.Till(), day);
    }
}

public sealed class MerchantDayOnSqlite(SqliteApp app) : MerchantDayTests<SqliteApp>(app);

public sealed class MerchantDayOnPostgres(PostgresApp app) : MerchantDayTests<PostgresApp>(app.OrSkip());
