using System.Net;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>Where a sign-in came from is where it goes back to, and nowhere else.</summary>
public sealed class SigningInFromAddressTests : IAsyncLifetime
{
    private readonly SqliteApp app = new();

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("/entries?show=in", "/entries?show=in")]
    [InlineData("/merchants?q=%E4%B9%A6%20%E5%BA%97", "/merchants?q=%E4%B9%A6%20%E5%BA%97")]
    [InlineData("/merchants?q=%0d%0aX", "/")]
    [InlineData("/%09/evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/%2f%2fevil.example", "/")]
    [InlineData("/%5cevil.example", "/")]
    [InlineData("/@evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task A_sign_in_goes_back_to_our_own_pages_only(string wanted, string back)
    {
        var signedIn = await new Visitor(app).SignInAsync("alice", "?return=" + Uri.EscapeDataString(wanted));

        Assert.Equal(back, signedIn.Location);
    }

    [Fact]
    public async Task An_address_of_any_length_leads_to_a_sign_in_that_works()
    {
        var (path, code) = ("/" + new string('a', 3000), new string('A', 3000));

        Assert.Equal(HttpStatusCode.OK, (await new Visitor(app).GetAsync("/sign-in?return=" + path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await new Visitor(app).GetAsync("/sign-in?invite=" + code)).Status);
        Assert.Equal(HttpStatusCode.OK, (await new Visitor(app).GetAsync("/i/" + code)).Status);
        var signedIn = await new Visitor(app).SignInAsync("alice", $"?return={path}&invite={code}");
        Assert.Equal("/", signedIn.Location);
    }

    [Theory]
    [InlineData(512, true)]
    [InlineData(513, false)]
    public async Task A_sign_in_goes_back_to_addresses_of_up_to_512_characters(int length, bool isKept)
    {
        var path = "/" + new string('a', length - 1);

        var signedIn = await new Visitor(app).SignInAsync("alice", "?return=" + path);

        Assert.Equal(isKept ? path : "/", signedIn.Location);
    }

    [Theory]
    [InlineData(32, "credited")]
    [InlineData(33, null)]
    public async Task An_invite_code_in_an_address_has_at_most_32_characters(int length, string? told)
    {
        var inviter = await app.SignUpAsync();
        var typed = inviter.InviteCode.PadLeft(length);

        await new Visitor(app).SignInAsync("friend", "?invite=" + Uri.EscapeDataString(typed));

        var credited = (await inviter.Caller.GetAsync("/v1/member/invitations")).Expect(200).Number("credited_points");
        Assert.Equal(told is null ? 0 : 100, credited);
    }
}
