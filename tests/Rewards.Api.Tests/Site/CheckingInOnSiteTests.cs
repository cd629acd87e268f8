using Rewards.Api.Site.CheckingIn;
using Rewards.Api.Tests.Support;
using Rewards.Domain;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Tests.Site;

public abstract class CheckingInOnSiteTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    [Fact]
    public async Task Two_taps_on_the_check_in_end_with_the_success()
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync($"taps{Guid.NewGuid():N}");
        var token = Visitor.TokenIn(await visitor.GetAsync("/"));

        await Task.WhenAll(visitor.PostAsync("/", token), visitor.PostAsync("/", token));

        Assert.Contains("+5积分", (await visitor.GetAsync("/")).Words);
        app.Time.Advance(TimeSpan.FromSeconds(11));
        await visitor.PostAsync("/", token);
        Assert.Contains("今天已经签到过了", (await visitor.GetAsync("/")).Words);
    }
}


/// <summary>What a check-in tells, and where.</summary>
public sealed class CheckInStoryTests : IAsyncLifetime
{
    private readonly SqliteApp app = new();
    private readonly TimeSpan day = TimeSpan.FromDays(1);

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task An_ordinary_day_passes_in_a_word_and_the_bonus_is_told_as_one()
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync("story");
        await visitor.GetAsync("/");

        var first = await CheckInAsync(visitor);
        for (var days = 2; days < 7; days++)
        {
            await NextDayAsync(visitor);
        }

        var seventh = await NextDayAsync(visitor);

        Assert.Contains("class=\"toast\"", first.Text);
        Assert.Contains("+5积分，已连续1天", first.Words);
        Assert.Contains("<dialog", seventh.Text);
        Assert.Contains("+25积分", seventh.Words);
        Assert.Contains("其中20积分是连续签到奖励", seventh.Words);
    }

    [Fact]
    public async Task A_row_of_days_that_was_lost_is_told()
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync("lost");
        await CheckInAsync(visitor);
        await NextDayAsync(visitor);
        app.Time.Advance(day + day);

        Assert.Contains("上次连续签到2天后断开", (await visitor.GetAsync("/")).Words);
        Assert.DoesNotContain("上次连续签到", (await CheckInAsync(visitor)).Words);
    }

    [Fact]
    public async Task The_calendar_leafs_back_to_the_month_in_which_the_member_came()
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync("calendar");
        await CheckInAsync(visitor);
        var month = app.Time.GetUtcNow().AddHours(8).ToString("yyyy-MM");
        app.Time.Advance(31 * day - TimeSpan.FromHours(1));
        await visitor.SignInAsync("calendar");

        var now = (await visitor.GetAsync("/")).Words;
        var before = (await visitor.GetAsync("/?month=" + month)).Words;

        Assert.Contains($"/?month={month}#calendar", now);
        Assert.DoesNotContain("class=\"is-done\"", now);
        Assert.Contains("class=\"is-missed\"", now);
        Assert.Contains("class=\"is-done\"", before);
        Assert.Contains("id=\"calendar\" open", before);
        Assert.DoesNotContain("上个月", before);
        Assert.Contains("第2天", now);
    }

    private async Task<Page> NextDayAsync(Visitor visitor)
    {
        app.Time.Advance(day);
        return await CheckInAsync(visitor);
    }

    private static async Task<Page> CheckInAsync(Visitor visitor)
    {
        await visitor.SubmitAsync("/");
        return await visitor.GetAsync("/");
    }
}

public sealed class CheckingInOnSqlite(SqliteApp app) : CheckingInOnSiteTests<SqliteApp>(app);

public sealed class CheckingInOnPostgres(PostgresApp app) : CheckingInOnSiteTests<PostgresApp>(app.OrSkip());

/// <summary>The strip of days: ✓ done, the points of the others, [today], ! a bonus.</summary>
public sealed class CheckInWeekTests
{
    [Theory]
    [InlineData(7, 20, 0, false, "[1:5] 2:5 3:5 4:5 5:5 6:5 7:25!", 5)]
    [InlineData(7, 20, 1, true, "[1✓] 2:5 3:5 4:5 5:5 6:5 7:25!", 5)]
    [InlineData(7, 20, 6, true, "1✓ 2✓ 3✓ 4✓ 5✓ [6✓] 7:25!", 25)]
    [InlineData(7, 20, 7, true, "1✓ 2✓ 3✓ 4✓ 5✓ 6✓ [7✓]!", 5)]
    [InlineData(7, 20, 7, false, "[8:5] 9:5 10:5 11:5 12:5 13:5 14:25!", 5)]
    [InlineData(3, 20, 4, false, "4✓ [5:5] 6:25!", 5)]
    [InlineData(30, 20, 9, false, "[10:5] 11:5 12:5 13:5 14:5 15:5 16:5", 5)]
    [InlineData(30, 20, 28, false, "24✓ 25✓ 26✓ 27✓ 28✓ [29:5] 30:25!", 5)]
    [InlineData(7, 0, 6, false, "1✓ 2✓ 3✓ 4✓ 5✓ 6✓ [7:5]", 5)]
    public void It_leads_from_what_was_done_to_the_next_bonus(
        int every, long bonus, long streak, bool isTodayDone, string days, long next)
    {
        var earning = new EarningRules(
            new Points(300), new Points(5), new Points(bonus), every, new Points(100), InvitationsPerMonth: 20);

        var week = CheckInWeek.Of(earning, streak, isTodayDone);

        Assert.Equal(days, string.Join(' ', week.Days.Select(Show)));
        Assert.Equal(next, week.NextPoints);
    }

    private static string Show(WeekDay day)
    {
        var shown = day.IsDone ? $"{day.Number}✓" : $"{day.Number}:{day.Points}";
        return (day.IsToday ? $"[{shown}]" : shown) + (day.IsBonus ? "!" : "");
    }
}
