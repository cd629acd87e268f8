using Microsoft.Playwright;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>Two processes on one PostgreSQL database: no page depends on which of them is asked.</summary>
[Collection(nameof(BrowserSite))]
public sealed class SiteOnReplicasTests(BrowserSite site) : IDisposable
{
    private readonly TemporaryPostgres database = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-replicas-");

    [Fact]
    public async Task Signed_in_at_one_a_member_checks_in_and_pays_at_the_other()
    {
        var connection = $"--ConnectionStrings:Rewards={database.ConnectionString}";
        await using var first = await ServiceProcess.StartAsync(folder.FullName, connection);
        await using var second = await ServiceProcess.StartAsync(folder.FullName, connection);
        await using var phone = await site.PhoneAsync(at: first);
        await phone.SignInAsync(site.NewPerson());

        await phone.Page.GotoAsync(second.Address);
        await phone.Page.Locator(".check-in__button").ClickAsync();
        Assert.Contains("+5积分", await phone.NoticeAsync());

        await phone.OpenAsync("/code");
        (await BrowserSite.RedeemAtAsync(second, phone, 2000)).Expect(201);
        await Assertions.Expect(phone.Page.Locator("#result")).ToContainTextAsync("−200积分");
        await phone.Page.Locator("#result-done").ClickAsync();
        await Assertions.Expect(phone.Page.Locator(".pay__points")).ToContainTextAsync("可用105积分");
        (await BrowserSite.RedeemAtAsync(second, phone, 2000, points: 201)).Expect(422);
        await Assertions.Expect(phone.Page.Locator("#result-title")).ToHaveTextAsync("积分不足");

        await phone.OpenAsync("/me");
        await phone.Page.Locator("main form button").ClickAsync();
        await phone.Page.GotoAsync(second.Address + "/entries");
        Assert.Equal(0, await phone.Page.Locator(".row").CountAsync());
        Assert.Empty(phone.Complaints);
    }

    public void Dispose()
    {
        database.Dispose();
        folder.Delete(recursive: true);
    }
}
