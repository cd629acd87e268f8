using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Merchants.Redeeming;

public abstract class IdempotencyTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Path = "/v1/redemptions";

    [Fact]
    public async Task The_same_request_again_gets_the_first_answer_byte_for_byte()
    {
        var (member, till, key) = (await app.SignUpAsync(), app.Till().Caller, Caller.NewKey());
        var body = Till.Body(member, 8800, 100);

        var first = (await till.PostAsync(Path, body, key)).Expect(201);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        var again = (await till.PostAsync(Path, body, key)).Expect(201);

        Assert.False(first.IsReplay);
        Assert.True(again.IsReplay);
        Assert.Equal(first.Body!.ToJsonString(), again.Body!.ToJsonString());
        Assert.Equal(first.Response.Headers.Location, again.Response.Headers.Location);
        Assert.Equal(200, await member.SpendableAsync());
    }

    [Fact]
    public async Task A_key_in_quotes_is_the_same_key()
    {
        var (till, key, body) = (app.Till().Caller, Caller.NewKey(), Till.Body(await app.SignUpAsync(), 8800));

        (await till.PostAsync(Path, body, key)).Expect(201);

        Assert.True((await till.PostAsync(Path, body, $"\"{key}\"")).IsReplay);
    }

    [Theory]
    [InlineData("\"123456789012345\"")]
    [InlineData("123456789012345")]
    [InlineData("1234567890123456 ü")]
    public async Task A_key_that_is_too_short_or_not_visible_is_refused_in_quotes_too(string key)
    {
        var body = Till.Body(await app.SignUpAsync(), 8800);

        (await app.Till().Caller.PostAsync(Path, body, key)).Expect(400, "idempotency_key_invalid");
    }

    [Fact]
    public async Task A_refusal_stays_refused_even_when_it_would_succeed_now()
    {
        var (member, till, key) = (await app.SignUpAsync(), app.Till().Caller, Caller.NewKey());
        var body = Till.Body(member, 8800, 400);
        var refused = (await till.PostAsync(Path, body, key)).Expect(422, "insufficient_points");
        await app.AdjustAsync(member, 500);

        var again = (await till.PostAsync(Path, body, key)).Expect(422, "insufficient_points");

        Assert.True(again.IsReplay);
        Assert.Equal(refused.Body!.ToJsonString(), again.Body!.ToJsonString());
        (await till.PostAsync(Path, body, Caller.NewKey())).Expect(201);
    }

    [Fact]
    public async Task A_key_with_another_body_is_refused_and_changes_nothing()
    {
        var (member, till, key) = (await app.SignUpAsync(), app.Till().Caller, Caller.NewKey());
        (await till.PostAsync(Path, Till.Body(member, 8800, 100), key)).Expect(201);

        (await till.PostAsync(Path, Till.Body(member, 8800, 100), key)).Expect(422, "idempotency_key_reused");

        Assert.Equal(200, await member.SpendableAsync());
    }

    [Fact]
    public async Task A_key_belongs_to_its_owner_over_all_endpoints()
    {
        var (till, key) = (app.Till(), Caller.NewKey());
        var held = (await till.Caller.PostAsync(Path, Till.Body(await app.SignUpAsync(), 8800), key)).Expect(201);

        var capture = await till.Caller.PostAsync($"{Path}/{held.Text("id")}/capture", "{}", key);

        capture.Expect(422, "idempotency_key_reused");
    }

    [Fact]
    public async Task Two_owners_may_use_the_same_key()
    {
        var (member, key) = (await app.SignUpAsync(), Caller.NewKey());
        (await app.Till().Caller.PostAsync(Path, Till.Body(member, 8800, 10), key)).Expect(201);

        var other = await app.Caller("rk_test_scenic").PostAsync(
            Path,
            new { MemberCode = await member.NewCodeAsync(), OrderNo = "1", Items = new[] { Till.Item(8800) } },
            key);

        Assert.False(other.Expect(201).IsReplay);
    }

    [Fact]
    public async Task Not_found_is_kept_and_comes_before_a_reused_key()
    {
        var (till, key) = (app.Till().Caller, Caller.NewKey());
        const string Absent = Path + "/rdm_01m6a6ft00e5q8d2vk5m3t7b9c/release";
        (await till.PostAsync(Absent, "{}", key)).Expect(404);

        Assert.True((await till.PostAsync(Absent, "{}", key)).Expect(404).IsReplay);
        Assert.False((await till.PostAsync(Absent.Replace('9', '8'), "{}", key)).Expect(404).IsReplay);
    }

    [Fact]
    public async Task A_malformed_request_does_not_use_the_key_up()
    {
        var (till, key) = (app.Till(), Caller.NewKey());
        var held = await till.RedeemAsync(await app.SignUpAsync(), 8800, 100);
        var capture = $"{Path}/{held.Text("id")}/capture";
        (await till.Caller.PostAsync(capture, new { Points = 0 }, key)).Expect(400);

        var mended = await till.Caller.PostAsync(capture, new { Points = 1 }, key);

        Assert.False(mended.Expect(200).IsReplay);
    }

    [Fact]
    public async Task A_revoked_key_gets_no_replay()
    {
        var merchant = (await app.Operator().PostAsync(
            "/v1/operator/merchants", new { Name = new { Zh = "书", En = "Book" }, Category = "book" })).Text("id");
        var issued = await app.Operator()
            .PostAsync($"/v1/operator/merchants/{merchant}/keys", new { Scopes = new[] { "redeem", "member_id" } });
        var (till, key, body) =
            (app.Caller(issued.Text("key")), Caller.NewKey(), Till.Body(await app.SignUpAsync(), 8800));
        (await till.PostAsync(Path, body, key)).Expect(201);

        (await app.Operator().DeleteAsync($"/v1/operator/merchants/{merchant}/keys/{issued["issued"]!["id"]}"))
            .Expect(204);
        await app.UntilAllNodesKnowAsync();

        (await till.PostAsync(Path, body, key)).Expect(401, "credential_invalid");
    }

    [Theory]
    [InlineData(null, "idempotency_key_missing")]
    [InlineData("fifteen-chars--", "idempotency_key_invalid")]
    [InlineData("sixteen-chars-ok", null)]
    [InlineData("4444444444444444444444444444444444444444444444444444444444444444", null)]
    [InlineData("55555555555555555555555555555555555555555555555555555555555555555", "idempotency_key_invalid")]
    [InlineData("has a space in it", "idempotency_key_invalid")]
    public async Task A_key_has_16_to_64_visible_characters(string? key, string? code)
    {
        var body = Till.Body(await app.SignUpAsync(), 8800);

        var answer = await app.Till().Caller.PostAsync(Path, body, key);

        Assert.Equal(code, answer.Code);
        answer.Expect(code is null ? 201 : 400);
    }
}

public sealed class IdempotencyOnSqlite(SqliteApp app) : IdempotencyTests<SqliteApp>(app);

public sealed class IdempotencyOnPostgres(PostgresApp app) : IdempotencyTests<PostgresApp>(app.OrSkip());
