using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>Limits against floods: by credential and by address.</summary>
public sealed class RateLimitTests : IAsyncLifetime
{
    private readonly SqliteApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_member_has_a_limit_of_their_own()
    {
        var (member, other) = await StartAsync(perMember: 3, perAddress: 100);

        var statuses = await AskAsync(member, 4);

        Assert.Equal([201, 201, 201, 429], statuses);
        Assert.Equal([201], await AskAsync(other, 1));
    }

    [Fact]
    public async Task One_address_with_many_members_has_one_too()
    {
        var (member, other) = await StartAsync(perMember: 100, perAddress: 4);

        Assert.Equal([201, 201, 201], await AskAsync(member, 3));
        Assert.Equal([201, 429], await AskAsync(other, 2));
        (await other.CheckInAsync()).Expect(201);
    }

    [Fact]
    public async Task Pages_are_signed_for_a_member_as_often_as_the_limit_says()
    {
        app.Settings["Service:PublicBaseUrl"] = "https://localhost";
        app.Settings["RateLimits:Enabled"] = "true";
        app.Settings["RateLimits:SignaturesPerMinute"] = "3";
        await app.InitializeAsync();
        var (member, other) = (new Visitor(app), new Visitor(app));
        await member.SignInAsync("signed");
        await other.SignInAsync("other");

        Assert.Equal([200, 200, 200, 429], await SignAsync(member, 4));
        Assert.Equal([200], await SignAsync(other, 1));
    }

    [Fact]
    public async Task Who_is_no_member_is_counted_by_address()
    {
        app.Settings["Service:PublicBaseUrl"] = "https://localhost";
        app.Settings["RateLimits:Enabled"] = "true";
        app.Settings["RateLimits:SignaturesPerMinute"] = "1";
        app.Settings["RateLimits:MemberCallsPerMinuteAndAddress"] = "3";
        await app.InitializeAsync();

        Assert.Equal([200, 200, 200, 429], await SignAsync(new Visitor(app), 4));
        Assert.Equal([429], await SignAsync(new Visitor(app), 1));
    }

    private static async Task<IReadOnlyList<int>> SignAsync(Visitor visitor, int times)
    {
        var statuses = new List<int>();
        for (var time = 0; time < times; time++)
        {
            statuses.Add((int)(await visitor.GetAsync("/wechat/signature?url=https%3A%2F%2Flocalhost%2F")).Status);
        }

        return statuses;
    }

    private static async Task<IReadOnlyList<int>> AskAsync(Member member, int times)
    {
        var statuses = new List<int>();
        for (var time = 0; time < times; time++)
        {
            statuses.Add((await member.Caller.PostAsync("/v1/member/codes", new { })).Status);
        }

        return statuses;
    }

    private async Task<(Member First, Member Second)> StartAsync(int perMember, int perAddress)
    {
        app.Settings["RateLimits:Enabled"] = "true";
        app.Settings["RateLimits:CodesPerMinute"] = $"{perMember}";
        app.Settings["RateLimits:MemberCallsPerMinuteAndAddress"] = $"{perAddress}";
        await app.InitializeAsync();
        return (await app.SignUpAsync(), await app.SignUpAsync());
    }
}
