using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Measuring;

/// <summary>Who came in and who was kept out, counted through HTTP.</summary>
public sealed class AccessMetricsTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    [Fact]
    public async Task Sign_ins_are_counted_by_whether_they_registered_somebody()
    {
        using var signIns = app.Hear<long>("rewards.sign_ins");

        var member = await app.SignUpAsync();
        await app.SignInAsync(member.Name);
        await app.Caller(null).PostAsync("/v1/member/sessions", new { WechatCode = "wrong" });

        Assert.Equal(["1 outcome=registered", "1 outcome=returned"], signIns.Lines());
    }

    [Fact]
    public async Task Credentials_that_are_ended_are_counted_by_kind()
    {
        using var revocations = app.Hear<long>("rewards.revocations");
        var (member, admin) = (await app.SignUpAsync(), app.Operator());
        var merchant = (await admin.GetAsync("/v1/operator/merchants")).Data[0]["id"]!.GetValue<string>();
        var keys = $"/v1/operator/merchants/{merchant}/keys";

        (await member.Caller.DeleteAsync("/v1/member/sessions/current")).Expect(204);
        var key = (await admin.PostAsync(keys, new { Scopes = new[] { "quote" } })).Expect(201);
        (await admin.DeleteAsync($"{keys}/{key["issued"]!["id"]!.GetValue<string>()}")).Expect(204);
        (await admin.DeleteAsync($"{keys}/key_nobody")).Expect(404);

        var desk = new OperatorsDesk(app);
        var (person, _) = await desk.AddAsync();
        (await desk.RevokeAsync(person)).Expect(200);
        (await desk.RevokeAsync(person)).Expect(200);
        (await desk.RevokeAsync("opr_nobody")).Expect(404);

        Assert.Equal(["1 kind=session", "1 kind=merchant_key", "1 kind=operator_token"], revocations.Lines());
    }

    [Fact]
    public async Task Callers_who_are_kept_out_are_counted_by_status_and_code()
    {
        using var refused = app.Hear<long>("rewards.requests.refused");
        var member = await app.SignUpAsync();

        await app.Caller("rk_made_up").GetAsync("/v1/redemptions");
        await app.Operator("auditor").PostKeyedAsync("/v1/operator/adjustments", "{}");
        await app.Till("rk_test_bookshop").RedeemAsync(member, 8800, 10);
        await app.Caller(null).GetAsync("/v1/nowhere");
        await member.PointsAsync();

        Assert.Equal(
            [
                "1 code=credential_invalid status=401",
                "1 code=role_missing status=403",
                "1 code=scope_missing status=403",
            ],
            refused.Lines());
    }
}
