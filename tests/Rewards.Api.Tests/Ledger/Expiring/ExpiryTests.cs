using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Expiring;

/// <summary>Each test has the clock to itself. The host runs in UTC; days are Shanghai's.</summary>
public abstract class ExpiryTests<TApp> : IAsyncLifetime
    where TApp : RewardsApp, new()
{
    private static readonly DateTimeOffset LastInstant = new(2027, 11, 30, 15, 59, 59, 999, TimeSpan.Zero);

    private readonly TApp app = new();

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return app.DisposeAsync();
    }

    [Fact]
    public async Task Points_are_good_to_the_last_instant_of_their_day_and_not_one_longer()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());

        app.Time.SetUtcNow(LastInstant);
        (await till.RedeemAsync(member, 8800, 100, capture: true)).Expect(201);
        app.Time.Advance(TimeSpan.FromMilliseconds(1));

        (await till.RedeemAsync(member, 8800, 1)).Expect(422, "insufficient_points");
        Assert.Equal(0, (await till.QuoteAsync(member, Till.Item(8800))).Number("spendable_points"));
    }

    [Fact]
    public async Task Points_read_the_same_before_and_after_the_job_has_booked()
    {
        var member = await app.SignUpAsync();
        app.Time.SetUtcNow(LastInstant.AddMilliseconds(1));
        member = await app.SignInAsync(member.Name);

        var before = await member.PointsAsync();
        var run = await app.RunJobAsync("expire-lots");
        var after = await member.PointsAsync();

        Assert.Equal((0, 300), (before.Number("spendable"), before.Number("expired")));
        Assert.Equal(before.Body!.ToJsonString(), after.Body!.ToJsonString());
        Assert.True(run["progress"]!["changed"]!.GetValue<long>() >= 1);
        Assert.Equal("expired", (await member.EntriesAsync())[0]["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_second_run_has_nothing_left_to_book()
    {
        var member = await app.SignUpAsync();
        app.Time.SetUtcNow(LastInstant.AddDays(1));
        await app.RunJobAsync("expire-lots");

        var again = await app.RunJobAsync("expire-lots");

        Assert.Equal(0, again["progress"]!["changed"]!.GetValue<long>());
        Assert.Equal(2, (await (await app.SignInAsync(member.Name)).EntriesAsync()).Count);
    }

    [Fact]
    public async Task The_next_command_books_what_the_job_has_not()
    {
        var member = await app.SignUpAsync();
        app.Time.SetUtcNow(LastInstant.AddDays(1));
        member = await app.SignInAsync(member.Name);

        (await member.CheckInAsync()).Expect(201);

        Assert.Equal(
            ["check_in", "expired", "signup"],
            (await member.EntriesAsync()).Select(entry => entry["kind"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 409)]
    public async Task A_hold_lives_15_minutes(int milliseconds, int status)
    {
        var till = app.Till();
        var held = await till.RedeemAsync(await app.SignUpAsync(), 8800, 200);

        app.Time.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromMilliseconds(milliseconds));

        (await till.CaptureAsync(held)).Expect(status);
    }

    [Fact]
    public async Task A_hold_that_is_over_shows_so_everywhere_before_any_job_runs()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        var held = await till.RedeemAsync(member, 8800, 200);
        app.Time.Advance(TimeSpan.FromMinutes(15));

        var points = await member.PointsAsync();
        var refusal = (await till.CaptureAsync(held)).Expect(409, "redemption_not_held");

        Assert.Equal((300, 0), (points.Number("spendable"), points.Number("held")));
        Assert.Equal("expired", (await till.GetAsync(held)).Text("status"));
        Assert.Single((await till.Caller.GetAsync("/v1/redemptions?status=expired")).Data);
        Assert.Equal("expired", refusal.Text("redemption_status"));
    }

    [Fact]
    public async Task The_job_books_holds_that_are_over()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        await till.RedeemAsync(member, 8800, 200);
        app.Time.Advance(TimeSpan.FromMinutes(20));

        await app.RunJobAsync("expire-holds");

        var newest = (await member.EntriesAsync())[0];
        Assert.Equal(("hold_expired", 200), (newest["kind"]!.GetValue<string>(), newest["points"]!.GetValue<long>()));
    }

    [Fact]
    public async Task A_hold_keeps_points_good_over_midnight_until_it_ends()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        app.Time.SetUtcNow(LastInstant.AddMinutes(-5));
        var held = await till.RedeemAsync(member, 8800, 200);
        app.Time.Advance(TimeSpan.FromMinutes(10));

        (await till.CaptureAsync(held)).Expect(200);

        var points = await (await app.SignInAsync(member.Name)).PointsAsync();
        Assert.Equal((0, 200, 100), (points.Number("spendable"), points.Number("spent"), points.Number("expired")));
    }

    [Fact]
    public async Task A_release_after_midnight_brings_a_week_of_grace()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        app.Time.SetUtcNow(LastInstant.AddMinutes(-5));
        var held = await till.RedeemAsync(member, 8800, 200);
        app.Time.Advance(TimeSpan.FromMinutes(10));

        await till.ReleaseAsync(held);

        var points = await (await app.SignInAsync(member.Name)).PointsAsync();
        Assert.Equal("""[{"points":200,"expires_on":"2027-12-08"}]""", points["expiring"]!.ToJsonString());
    }

    [Theory]
    [InlineData("2026-11-30T15:59:59Z", "2027-11-30")]
    [InlineData("2026-11-30T16:00:00Z", "2027-12-31")]
    [InlineData("2027-02-28T16:00:00Z", "2028-03-31")]
    [InlineData("2027-02-27T16:00:00Z", "2028-02-29")]
    [InlineData("2026-12-31T16:00:00Z", "2028-01-31")]
    public async Task Points_live_to_the_end_of_the_month_12_months_later(string earnedAt, string lastDay)
    {
        app.Time.SetUtcNow(DateTimeOffset.Parse(earnedAt));

        var points = await (await app.SignUpAsync()).PointsAsync();

        Assert.Equal(lastDay, points["expiring"]![0]!["expires_on"]!.GetValue<string>());
    }
}

public sealed class ExpiryOnSqlite : ExpiryTests<SqliteApp>;

public sealed class ExpiryOnPostgres : ExpiryTests<PostgresApp>;
