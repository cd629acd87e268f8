using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Racing;

/// <summary>What may happen once only, asked for fifty times at once, three times over.</summary>
public abstract class RaceTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    public static TheoryData<int> Repeats { get; } = [1, 2, 3];

    [Theory]
    [MemberData(nameof(Repeats))]
    public async Task One_balance_is_spent_once(int repeat)
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());

        var answers = await RaceAsync(() => till.RedeemAsync(member, 8800, 100, capture: repeat % 2 == 0));

        Assert.Equal((3, 47), (
            answers.Count(answer => answer.Status == 201),
            answers.Count(answer => answer.Code == "insufficient_points")));
        Assert.Equal(0, await member.SpendableAsync());
    }

    [Theory]
    [MemberData(nameof(Repeats))]
    public async Task One_person_signs_up_once(int repeat)
    {
        var name = $"racer{repeat}-{Guid.NewGuid():N}";

        var answers = await RaceAsync(async () => (await app.SignInAsync(name)).Session);

        Assert.Single(answers, answer => answer["is_new"]!.GetValue<bool>());
        Assert.Single(answers.Select(answer => answer["member"]!["id"]!.GetValue<string>()).Distinct());
        Assert.Equal(300, await (await app.SignInAsync(name)).SpendableAsync());
    }

    [Theory]
    [MemberData(nameof(Repeats))]
    public async Task One_day_has_one_check_in(int repeat)
    {
        var member = await app.SignUpAsync();

        var answers = await RaceAsync(member.CheckInAsync);

        Assert.True(answers.Count(answer => answer.Status == 201) == 1, $"repeat {repeat}");
        Assert.Equal(305, await member.SpendableAsync());
    }

    [Theory]
    [MemberData(nameof(Repeats))]
    public async Task One_code_pays_once(int repeat)
    {
        var (member, till) = (await app.SignUpAsync(), app.Caller("rk_test_bookshop"));
        var code = await member.NewCodeAsync();

        var answers = await RaceAsync(() => till.PostKeyedAsync(
            "/v1/redemptions",
            new { MemberCode = code, OrderNo = Caller.NewKey(), Items = new[] { Till.Item(8800) }, Points = repeat }));

        Assert.Equal((1, 49), (
            answers.Count(answer => answer.Status == 201),
            answers.Count(answer => answer.Code == "member_code_used")));
    }

    [Theory]
    [MemberData(nameof(Repeats))]
    public async Task A_hold_ends_once_whoever_ends_it(int repeat)
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        var held = await till.RedeemAsync(member, 8800, 200);
        var turn = 0;

        var answers = await RaceAsync(
            () => Interlocked.Increment(ref turn) % 2 == 0 ? till.CaptureAsync(held) : till.ReleaseAsync(held));

        Assert.True(answers.Count(answer => answer.Status == 200) == 1, $"repeat {repeat}");
        Assert.Equal(49, answers.Count(answer => answer.Code == "redemption_not_held"));
    }

    [Theory]
    [MemberData(nameof(Repeats))]
    public async Task A_hold_is_captured_or_ends_by_time_and_never_both(int repeat)
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        var held = await till.RedeemAsync(member, 8800, 200);
        app.Time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));
        var turn = 0;

        var answers = await RaceAsync(async () =>
        {
            if (Interlocked.Increment(ref turn) == 25)
            {
                app.Time.Advance(TimeSpan.FromMilliseconds(1));
                await app.RunJobAsync("expire-holds");
            }

            return await till.CaptureAsync(held);
        });

        var captures = answers.Count(answer => answer.Status == 200);
        Assert.True(captures <= 1, $"repeat {repeat}");
        Assert.Equal(captures == 1 ? 100 : 300, await member.SpendableAsync());
        Assert.Equal(captures == 1 ? "captured" : "expired", (await till.GetAsync(held)).Text("status"));
    }

    [Theory]
    [MemberData(nameof(Repeats))]
    public async Task The_same_request_has_one_effect_and_one_answer(int repeat)
    {
        var (member, till, key) = (await app.SignUpAsync(), app.Till().Caller, Caller.NewKey());
        var body = Till.Body(member, 8800, repeat * 10);

        var answers = await RaceAsync(() => till.PostAsync("/v1/redemptions", body, key));

        Assert.All(answers, answer => answer.Expect(201));
        Assert.Single(answers, answer => !answer.IsReplay);
        Assert.Single(answers.Select(answer => answer.Body!.ToJsonString()).Distinct());
        Assert.Equal(300 - (repeat * 10), await member.SpendableAsync());
    }

    [Theory]
    [MemberData(nameof(Repeats))]
    public async Task One_order_number_is_redeemed_once(int repeat)
    {
        var (member, till) = (await app.SignUpAsync(), app.Till().Caller);
        var body = Till.Body(member, 8800, repeat);

        var answers = await RaceAsync(() => till.PostKeyedAsync("/v1/redemptions", body));

        Assert.Equal(
            (1, 49),
            (answers.Count(answer => answer.Status == 201), answers.Count(answer => answer.Code == "duplicate_order")));
    }

    [Theory]
    [MemberData(nameof(Repeats))]
    public async Task No_more_is_refunded_than_was_captured(int repeat)
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        var captured = await till.RedeemAsync(member, 1000, 100, capture: true);

        var answers = await RaceAsync(() => till.RefundAsync(captured, 300));

        Assert.True(answers.Count(answer => answer.Status == 201) == 3, $"repeat {repeat}");
        Assert.Equal(290, await member.SpendableAsync());
    }

    [Theory]
    [MemberData(nameof(Repeats))]
    public async Task An_inviter_is_credited_for_20_friends_a_month_and_not_for_the_21st(int repeat)
    {
        var inviter = await app.SignUpAsync();

        var friends = await RaceAsync(async () => (await app.SignUpAsync(inviter.InviteCode)).Session);

        Assert.True(
            friends.Count(friend => friend["invitation"]!["credited"]!.GetValue<bool>()) == 20, $"repeat {repeat}");
        Assert.Equal(2300, await inviter.SpendableAsync());
    }

    [Theory]
    [MemberData(nameof(Repeats))]
    public async Task A_session_that_was_ended_stays_dead_whoever_used_it_just_then(int repeat)
    {
        var (member, turn) = (await app.SignUpAsync(), 0);

        await RaceAsync(() => Interlocked.Increment(ref turn) == repeat * 10
            ? member.Caller.DeleteAsync("/v1/member/sessions/current")
            : member.Caller.GetAsync("/v1/member/points"));

        // Other nodes may take a second to hear of it; nobody may remember it for longer.
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);
        (await member.Caller.GetAsync("/v1/member/points")).Expect(401, "credential_invalid");
    }

    private static Task<Answer[]> RaceAsync(Func<Task<Answer>> run) => Race.RunAsync(run);
}

public sealed class RacesOnSqlite(SqliteApp app) : RaceTests<SqliteApp>(app);

public sealed class RacesOnPostgres(PostgresApp app) : RaceTests<PostgresApp>(app.OrSkip());
