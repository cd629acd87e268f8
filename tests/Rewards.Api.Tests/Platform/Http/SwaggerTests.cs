using System.Text.Json.Nodes;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>
/// "Try it out" works in a browser: every operation, as the page fills it, with the demo credentials.
/// </summary>
[Collection(nameof(BrowserSite))]
public sealed class SwaggerTests(BrowserSite site)
{
    [Fact]
    public async Task A_member_signs_in_and_tries_every_call()
    {
        await using var page = await site.SwaggerAsync("member");

        var session = Expect(201, await page.TryAsync("signIn"));
        await page.AuthorizeAsync((string)session["access_token"]!);

        Assert.Equal(300, (int)Expect(200, await page.TryAsync("getPoints"))["spendable"]!);
        Expect(201, await page.TryAsync("checkIn"));
        Expect(201, await page.TryAsync("issueMemberCode"));
        foreach (var read in new[]
                 {
                     "getMember", "getCheckIns", "listEntries", "listMemberRedemptions", "listInvitations",
                 })
        {
            Expect(200, await page.TryAsync(read));
        }

        var order = (string)Expect(201, await page.TryAsync("placeOrder"))["id"]!;
        Expect(200, await page.TryAsync("getOrder", ("id", order)));
        Expect(200, await page.TryAsync("listOrders"));
        Assert.Equal("cancelled", (string?)Expect(200, await page.TryAsync("cancelOrder", ("id", order)))["status"]);

        Assert.Equal(204, (await page.TryAsync("signOut")).Status);
        Assert.Equal(401, (await page.TryAsync("getPoints")).Status);
    }

    [Fact]
    public async Task A_merchant_quotes_holds_captures_and_refunds()
    {
        await using var page = await site.SwaggerAsync("merchant");
        Assert.Equal(401, (await page.TryAsync("quote")).Status);

        await page.AuthorizeAsync("rk_test_bookshop_online");

        Expect(200, await page.TryAsync("quote"));
        var id = (string)Expect(201, await page.TryAsync("redeem"))["id"]!;
        Expect(200, await page.TryAsync("getRedemption", ("id", id)));
        Expect(200, await page.TryAsync("captureRedemption", ("id", id)));
        Expect(201, await page.TryAsync("refundRedemption", ("id", id)));
        Assert.Equal(
            "redemption_not_held", (string?)Expect(409, await page.TryAsync("releaseRedemption", ("id", id)))["code"]);
        Expect(200, await page.TryAsync("listRedemptions"));
    }

    [Fact]
    public async Task An_operator_tries_every_call()
    {
        await using var page = await site.SwaggerAsync("operator");
        await page.AuthorizeAsync("op_test_admin");

        Expect(201, await page.TryAsync("adjust"));
        var run = (string)Expect(202, await page.TryAsync("runJob"))["id"]!;
        Expect(200, await page.TryAsync("getJobRun", ("id", run)));
        Expect(202, await page.TryAsync("verifyLedger"));
        foreach (var read in new[]
                 {
                     "findMembers", "reviewMember", "reviewEntries", "reviewLots", "listAuditRecords", "listJobs",
                     "listJobRuns", "listMerchants", "getTrialBalance", "getLiability", "getProgramme",
                     "listProgrammeVersions", "listOperators",
                 })
        {
            Expect(200, await page.TryAsync(read));
        }

        Expect(201, await page.TryAsync("addMerchant"));
        Expect(200, await page.TryAsync("changeMerchant"));
        var key = (string)Expect(201, await page.TryAsync("issueMerchantKey"))["issued"]!["id"]!;
        Assert.Equal(204, (await page.TryAsync("revokeMerchantKey", ("key_id", key))).Status);
        var person = (string)Expect(201, await page.TryAsync("addOperator"))["issued"]!["id"]!;
        Expect(201, await page.TryAsync("replaceOperatorToken", ("id", person)));
        Expect(200, await page.TryAsync("revokeOperator", ("id", person)));
    }

    [Fact]
    public async Task In_Production_an_operator_opens_it_with_their_token_as_password()
    {
        var folder = Directory.CreateTempSubdirectory("rewards-swagger-");
        await using (var service = await ServiceProcess.StartAsync(
            folder.FullName, [.. Production.Arguments, "--Swagger:Enabled=true"]))
        {
            var added = await ServiceProcess.RunAsync(
                folder.FullName,
                ["operators", "add", "--name", "Wang Wu", "--role", "auditor", .. Production.Arguments]);
            var token = added.Output.Trim();
            await using var page = await site.SwaggerAsync("operator", service, token);

            await page.AuthorizeAsync(token);

            Expect(200, await page.TryAsync("getProgramme"));
        }

        folder.Delete(recursive: true);
    }

    private static JsonNode Expect(int status, (int Status, string Body) answer)
    {
        Assert.True(status == answer.Status, $"{answer.Status}: {answer.Body}");
        return JsonNode.Parse(answer.Body)!;
    }
}
