using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Operators.ManagingOperators;

/// <summary>An operator's token opens what it should until it ends, is revoked or replaced.</summary>
public abstract class OperatorTokenTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Path = OperatorsDesk.Path;
    private const string AnyRead = "/v1/operator/programme";

    private OperatorsDesk Desk => new(app);

    [Fact]
    public async Task A_new_operator_calls_with_a_token_that_is_shown_once_and_lives_90_days()
    {
        var added = await Desk.AddAsync();

        (await app.Caller(added.Token).GetAsync(AnyRead)).Expect(200);
        var listed = await Desk.FindAsync(added.Id);
        Assert.DoesNotContain(added.Token, listed.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(added.Token[^4..], listed["hint"]!.GetValue<string>());
        Assert.Equal(app.Time.GetUtcNow().AddDays(90), OperatorsDesk.Instant(listed, "expires_at"));
    }

    [Fact]
    public async Task A_token_ends_at_its_end_and_not_a_millisecond_later()
    {
        var added = await Desk.AddAsync(days: 2);
        var caller = app.Caller(added.Token);

        app.Time.Advance(TimeSpan.FromDays(2) - TimeSpan.FromMilliseconds(1));
        (await caller.GetAsync(AnyRead)).Expect(200);
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await caller.GetAsync(AnyRead)).Expect(401, "credential_invalid");
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await caller.GetAsync(AnyRead)).Expect(401, "credential_invalid");
        Assert.Equal("expired", await Desk.StatusAsync(added.Id));
    }

    [Fact]
    public async Task Expired_revoked_replaced_and_unknown_are_one_answer()
    {
        var (revoked, replaced, expired) = (await Desk.AddAsync(), await Desk.AddAsync(), await Desk.AddAsync(days: 1));
        (await Desk.RevokeAsync(revoked.Id)).Expect(200);
        (await Desk.ReplaceAsync(replaced.Id)).Expect(201);
        app.Time.Advance(TimeSpan.FromDays(1));
        await app.UntilAllNodesKnowAsync();

        var answers = await Task.WhenAll(
            new[] { revoked.Token, replaced.Token, expired.Token, "op_test_nobody" }
                .Select(token => app.Caller(token).GetAsync(AnyRead)));

        Assert.All(answers, answer => answer.Expect(401, "credential_invalid"));
        Assert.Single(answers.Select(WithoutRequest).Distinct());
    }

    [Fact]
    public async Task What_everybody_knows_has_no_end()
    {
        var demo = await Desk.DemoAdminAsync();

        Assert.Null(demo["expires_at"]);
        Assert.Equal(
            ["active", "sandbox", "dmin"],
            new[] { "status", "created_by", "hint" }.Select(name => demo[name]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_replaced_token_is_dead_and_its_person_stays()
    {
        var added = await Desk.AddAsync();

        var replaced = (await Desk.ReplaceAsync(added.Id, new { Days = 7 })).Expect(201);
        await app.UntilAllNodesKnowAsync();

        (await app.Caller(added.Token).GetAsync(AnyRead)).Expect(401, "credential_invalid");
        (await app.Caller(replaced.Text("token")).GetAsync(AnyRead)).Expect(200);
        Assert.Equal(added.Id, replaced["issued"]!["id"]!.GetValue<string>());
        Assert.Equal(app.Time.GetUtcNow().AddDays(7), OperatorsDesk.Instant(replaced["issued"]!, "expires_at"));
        Assert.Equal(["operator_token.replaced", "operator.added"], await Desk.ActsOnAsync(added.Id));
    }

    [Fact]
    public async Task An_expired_token_may_be_replaced_and_a_revoked_operator_gets_none()
    {
        var (expired, revoked) = (await Desk.AddAsync(days: 1), await Desk.AddAsync());
        app.Time.Advance(TimeSpan.FromDays(1));
        await Desk.RevokeAsync(revoked.Id);

        var renewed = (await Desk.ReplaceAsync(expired.Id)).Expect(201);

        (await app.Caller(renewed.Text("token")).GetAsync(AnyRead)).Expect(200);
        (await Desk.ReplaceAsync(revoked.Id)).Expect(409, "operator_revoked");
    }

    [Fact]
    public async Task Who_names_a_token_that_was_replaced_replaces_nothing()
    {
        var added = await Desk.AddAsync();
        var named = new { Hint = added.Token[^4..] };
        var replaced = (await Desk.ReplaceAsync(added.Id, named)).Expect(201);

        (await Desk.ReplaceAsync(added.Id, named)).Expect(409, "token_replaced");

        (await app.Caller(replaced.Text("token")).GetAsync(AnyRead)).Expect(200);
    }

    [Fact]
    public async Task Who_calls_may_replace_their_own_token()
    {
        var admin = await Desk.AddAsync("admin");

        var replaced = (await app.Caller(admin.Token).PostAsync($"{Path}/{admin.Id}/replace", new { })).Expect(201);

        (await app.Caller(replaced.Text("token")).PostAsync($"{Path}/{admin.Id}/revoke", new { })).Expect(200);
    }

    [Fact]
    public async Task The_last_use_is_written_once_a_minute_and_is_the_tokens_own()
    {
        var added = await Desk.AddAsync();
        var (caller, first) = (app.Caller(added.Token), app.Time.GetUtcNow());
        Assert.Null((await Desk.FindAsync(added.Id))["last_used_at"]);

        await caller.GetAsync(AnyRead);
        await UntilLastUsedAsync(added.Id, first);
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await caller.GetAsync(AnyRead);
        await UntilLastUsedAsync(added.Id, first.AddMinutes(2));

        await Desk.ReplaceAsync(added.Id);
        Assert.Null((await Desk.FindAsync(added.Id))["last_used_at"]);
    }

    /// <summary>It is written beside the call, not before its answer.</summary>
    private async Task UntilLastUsedAsync(string id, DateTimeOffset expected)
    {
        for (var tries = 0; tries < 500; tries++)
        {
            var found = await Desk.FindAsync(id);
            if (found["last_used_at"] is not null && OperatorsDesk.Instant(found, "last_used_at") == expected)
            {
                return;
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"The use at {expected} was not written: {await Desk.FindAsync(id)}");
    }

    private static string WithoutRequest(Answer answer)
    {
        answer.Body!.AsObject().Remove("request_id");
        return answer.Body.ToJsonString();
    }
}

public sealed class OperatorTokensOnSqlite(SqliteApp app) : OperatorTokenTests<SqliteApp>(app);

public sealed class OperatorTokensOnPostgres(PostgresApp app) : OperatorTokenTests<PostgresApp>(app.OrSkip());
