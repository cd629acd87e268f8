using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Moderating;

public abstract class ModeratingTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly SupplyDesk desk = new(app);

    [Fact]
    public async Task What_waits_is_listed_and_a_rejection_says_why()
    {
        var offer = await desk.CreateAsync();
        (await desk.ActAsync(offer, "submit")).Expect(200);
        Assert.Contains(offer, await WaitingAsync());

        (await RejectAsync(offer)).Expect(200);

        Assert.DoesNotContain(offer, await WaitingAsync());
        var read = (await desk.Merchant.GetAsync("/v1/merchant/offers/" + offer)).Expect(200);
        Assert.Equal("rejected", read.Text("state"));
        Assert.Equal(("incomplete", "请补充"), (read["review"]!["reason_code"]!.GetValue<string>(), read["review"]!["note"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Nothing_is_approved_that_was_not_looked_at()
    {
        var offer = await desk.CreateAsync();
        (await desk.ApproveAsync(offer)).Expect(409, "offer_state");
        (await desk.ActAsync(offer, "submit")).Expect(200);
        (await desk.ReplaceAsync(offer, 1, SupplyDesk.Version("换了"))).Expect(200);
        (await desk.ActAsync(offer, "submit")).Expect(200);

        (await desk.ApproveAsync(offer, 1)).Expect(409, "offer_state");
        (await desk.ApproveAsync(offer, 3)).Expect(409, "offer_state");
        (await desk.ApproveAsync(offer, 2)).Expect(200);
    }

    [Fact]
    public async Task Of_25_who_approve_and_25_who_reject_one_decides()
    {
        var offer = await desk.CreateAsync();
        (await desk.ActAsync(offer, "submit")).Expect(200);

        var answers = await Race.RunAsync(number => number % 2 == 0 ? desk.ApproveAsync(offer) : RejectAsync(offer));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(49, answers.Count(answer => answer.Code == "offer_state"));
    }

    [Fact]
    public async Task An_operator_closes_any_offer_with_a_reason()
    {
        var offer = await desk.PublishAsync();

        (await desk.Operator.PostKeyedAsync($"/v1/operator/offers/{offer}/close", new { Reason = "投诉属实" })).Expect(200);

        await app.UntilAllNodesKnowAsync();
        (await app.Caller(null).GetAsync("/v1/offers/" + offer)).Expect(404);
        Assert.Equal("投诉属实", (await desk.Merchant.GetAsync("/v1/merchant/offers/" + offer)).Text("closed_reason"));
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("approver")]
    public async Task Who_only_reads_decides_nothing(string role)
    {
        var offer = await desk.CreateAsync();

        (await app.Operator(role).PostKeyedAsync($"/v1/operator/offers/{offer}/approve", new { Version = 1 })).Expect(403, "role_missing");
        (await app.Operator(role).GetAsync("/v1/operator/offers/" + offer)).Expect(200);
    }

    [Fact]
    public async Task A_state_that_there_is_not_is_refused() =>
        (await desk.Operator.GetAsync("/v1/operator/offers?state=waiting")).Expect(400, "validation_failed");

    private Task<Answer> RejectAsync(string offer) => desk.Operator.PostKeyedAsync(
        $"/v1/operator/offers/{offer}/reject", new { Version = 1, ReasonCode = "incomplete", Note = "请补充" });

    private async Task<IEnumerable<string>> WaitingAsync() =>
        (await desk.Operator.GetAsync("/v1/operator/offers?state=submitted&limit=100")).Expect(200).Data.Select(offer => offer["id"]!.GetValue<string>());
}

public sealed class ModeratingOnSqlite(SqliteApp app) : ModeratingTests<SqliteApp>(app);

public sealed class ModeratingOnPostgres(PostgresApp app) : ModeratingTests<PostgresApp>(app.OrSkip());
