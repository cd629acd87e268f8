using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Operators.Reporting;

/// <summary>Each test has the ledger to itself: reports add up all of it.</summary>
public abstract class ReportingTests<TApp> : IAsyncLifetime
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
    public async Task What_was_issued_is_outstanding_spent_expired_or_withdrawn()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        await till.RedeemAsync(member, 8800, 100, capture: true);
        await till.RedeemAsync(member, 8800, 50);
        await app.AdjustAsync(member, -20);

        var balance = (await app.Operator("auditor").GetAsync("/v1/operator/ledger/trial-balance")).Expect(200);

        // The demo member has 300 points too.
        Assert.Equal(
            (600, 480, 100, 0, 20, 0),
            (balance.Number("issued"), balance.Number("outstanding"), balance.Number("spent"),
                balance.Number("expired"), balance.Number("withdrawn"), balance.Number("sum")));
        Assert.Contains(balance["accounts"]!.AsArray(), account => account!["account"]!.GetValue<string>() == "held"
            && account["balance"]!.GetValue<long>() == 50);
        Assert.Contains(balance["accounts"]!.AsArray(), account => account!["name"]?.GetValue<string>() == "Bookshop");
    }

    [Fact]
    public async Task The_liability_is_what_members_can_still_spend_by_month_and_source()
    {
        var member = await app.SignUpAsync();
        app.Time.Advance(TimeSpan.FromDays(10));
        await member.CheckInAsync();
        await app.Till().RedeemAsync(member, 8800, 50);

        var liability = (await app.Operator("auditor").GetAsync("/v1/operator/reports/liability")).Expect(200);

        Assert.Equal((605, 6050), (liability.Number("points"), liability.Number("worth_fen")));
        Assert.Equal(
            """[{"expires_in_month":"2027-11","source":"signup","points":600,"worth_fen":6000},"""
                + """{"expires_in_month":"2027-12","source":"check_in","points":5,"worth_fen":50}]""",
            liability["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Expired_points_are_no_liability_booked_or_not()
    {
        await app.SignUpAsync();
        app.Time.Advance(TimeSpan.FromDays(400));

        var liability = await app.Operator().GetAsync("/v1/operator/reports/liability");

        Assert.Equal(0, liability.Number("points"));
    }

    [Fact]
    public async Task An_operator_reviews_a_member_down_to_the_lots()
    {
        var (member, auditor) = (await app.SignUpAsync(), app.Operator("auditor"));
        var held = await app.Till().RedeemAsync(member, 8800, 120);

        var found = (await auditor.GetAsync("/v1/operator/members?query=" + member.Name)).Expect(200);
        var review = (await auditor.GetAsync("/v1/operator/members/" + member.Id)).Expect(200);
        var lots = (await auditor.GetAsync($"/v1/operator/members/{member.Id}/lots")).Expect(200);
        var entries = (await auditor.GetAsync($"/v1/operator/members/{member.Id}/entries")).Expect(200);

        Assert.Equal(member.Id, Assert.Single(found.Data)["id"]!.GetValue<string>());
        Assert.Equal(
            (180, 120),
            (review["points"]!["spendable"]!.GetValue<long>(), review["points"]!["held"]!.GetValue<long>()));
        Assert.Equal(
            """[{"source":"signup","expires_on":"2027-11-30","points":180}]""", lots["available"]!.ToJsonString());
        Assert.Equal(held.Text("id"), lots["holds"]![0]!["redemption_id"]!.GetValue<string>());
        Assert.Equal(
            """[{"from":"signup/2027-11-30","to":"signup/2027-11-30","points":120}]""",
            entries.Data[0]["slices"]!.ToJsonString());
    }

    [Fact]
    public async Task A_member_who_does_not_exist_is_not_found()
    {
        const string Absent = "/v1/operator/members/mbr_01m6a6ft00e5q8d2vk5m3t7b9z";

        foreach (var path in new[] { Absent, Absent + "/lots", Absent + "/entries" })
        {
            (await app.Operator().GetAsync(path)).Expect(404, "not_found");
        }
    }
}

public sealed class ReportingOnSqlite : ReportingTests<SqliteApp>;

public sealed class ReportingOnPostgres : ReportingTests<PostgresApp>;
