using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Members.CheckingIn;

/// <summary>Each test has the clock to itself: days only pass in one direction.</summary>
public abstract class CheckInTests<TApp> : IAsyncLifetime
    where TApp : RewardsApp, new()
{
    private readonly TApp app = new();

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return app.DisposeAsync();
    }

    [Fact]
    public async Task A_check_in_earns_5_points_once_a_day()
    {
        var member = await app.SignUpAsync();

        var first = (await member.CheckInAsync()).Expect(201);
        var second = (await member.CheckInAsync()).Expect(409, "already_checked_in");

        Assert.Equal("""{"date":"2026-11-23","points":5,"streak_days":1,"balance":305}""", first.Body!.ToJsonString());
        Assert.Equal("2026-11-23", second.Text("date"));
        Assert.Equal(305, await member.SpendableAsync());
    }

    [Fact]
    public async Task Every_7th_day_in_a_row_earns_20_more_and_the_streak_grows_on()
    {
        var member = await app.SignUpAsync();
        var days = new List<(long Streak, long Points)>();
        for (var day = 1; day <= 15; day++)
        {
            var done = (await member.CheckInAsync()).Expect(201);
            days.Add((done.Number("streak_days"), done.Number("points")));
            app.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(Enumerable.Range(1, 15).Select(day => ((long)day, day % 7 == 0 ? 25L : 5L)), days);
    }

    [Fact]
    public async Task A_day_left_out_begins_a_new_streak()
    {
        var member = await app.SignUpAsync();
        await member.CheckInAsync();
        app.Time.Advance(TimeSpan.FromDays(2));

        var calendar = (await member.Caller.GetAsync("/v1/member/check-ins")).Expect(200);
        var done = (await member.CheckInAsync()).Expect(201);

        Assert.Equal(0, calendar.Number("streak_days"));
        Assert.Equal(1, done.Number("streak_days"));
    }

    [Theory]
    [InlineData("2026-11-23T15:59:59.999Z", "2026-11-23T16:00:00Z", "2026-11-24")]
    [InlineData("2026-11-30T15:59:59.999Z", "2026-11-30T16:00:00Z", "2026-12-01")]
    [InlineData("2026-12-31T15:59:59.999Z", "2026-12-31T16:00:00Z", "2027-01-01")]
    [InlineData("2028-02-28T15:59:59.999Z", "2028-02-28T16:00:00Z", "2028-02-29")]
    [InlineData("2028-02-29T15:59:59.999Z", "2028-02-29T16:00:00Z", "2028-03-01")]
    public async Task A_new_day_begins_at_midnight_in_Shanghai(string lastInstant, string firstInstant, string newDay)
    {
        app.Time.SetUtcNow(DateTimeOffset.Parse(lastInstant));
        var member = await app.SignUpAsync();
        (await member.CheckInAsync()).Expect(201);

        app.Time.SetUtcNow(DateTimeOffset.Parse(firstInstant));
        var next = (await member.CheckInAsync()).Expect(201);

        Assert.Equal((newDay, 2), (next.Text("date"), next.Number("streak_days")));
    }

    [Fact]
    public async Task The_calendar_shows_the_month_and_yesterdays_streak_until_today_is_done()
    {
        var member = await app.SignUpAsync();
        await member.CheckInAsync();
        app.Time.Advance(TimeSpan.FromDays(1));

        var before = (await member.Caller.GetAsync("/v1/member/check-ins?month=2026-11")).Expect(200);
        await member.CheckInAsync();
        var after = await member.Caller.GetAsync("/v1/member/check-ins");

        Assert.Equal(
            """{"month":"2026-11","dates":["2026-11-23"],"streak_days":1,"checked_in_today":false}""",
            before.Body!.ToJsonString());
        Assert.Equal(
            """{"month":"2026-11","dates":["2026-11-23","2026-11-24"],"streak_days":2,"checked_in_today":true}""",
            after.Body!.ToJsonString());
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("november")]
    [InlineData("2026-11-01")]
    public async Task A_month_looks_like_2026_11(string month)
    {
        var answer = await (await app.SignUpAsync()).Caller.GetAsync("/v1/member/check-ins?month=" + month);

        answer.Expect(400, "validation_failed");
    }
}

public sealed class CheckInsOnSqlite : CheckInTests<SqliteApp>;

public sealed class CheckInsOnPostgres : CheckInTests<PostgresApp>;
