using Rewards.Api.Tests.Ledger.Faults;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Writing;

/// <summary>
/// How often a lone command waits for PostgreSQL: two servers in one city are a millisecond apart, and each round trip
/// is felt at the till.
/// </summary>
public sealed class RoundTripTests : IClassFixture<ProxiedApp>
{
    private const int Most = 4;

    private readonly ProxiedApp app;

    public RoundTripTests(ProxiedApp app)
    {
        PostgresServer.SkipWithout();
        this.app = app;
    }

    [Fact]
    public async Task Signing_in_with_an_invite_code() =>
        await AssertFewAsync(async () => await app.SignUpAsync((await app.SignUpAsync()).InviteCode));

    [Fact]
    public async Task Checking_in()
    {
        var member = await app.SignUpAsync();

        await AssertFewAsync(member.CheckInAsync);
    }

    [Fact]
    public async Task Redeeming_capturing_and_refunding()
    {
        var till = app.Till();
        var member = await app.SignUpAsync();
        Answer held = null!;

        await AssertFewAsync(async () => held = (await till.RedeemAsync(member, 8800, 10)).Expect(201));
        await AssertFewAsync(async () => (await till.CaptureAsync(held, 10)).Expect(200));
        await AssertFewAsync(async () => (await till.RefundAsync(held)).Expect(201));
    }

    [Fact]
    public async Task Adjusting_and_approving()
    {
        var member = await app.SignUpAsync();

        await AssertFewAsync(() => app.AdjustAsync(member, 10));
        await AssertFewAsync(() => app.AdjustAsync(member, 5000));
    }

    private async Task AssertFewAsync(Func<Task> act)
    {
        app.Proxy.RoundTripsToCommit.Clear();
        await act();

        var trips = app.Proxy.RoundTripsToCommit.ToList();
        TestContext.Current.TestOutputHelper!.WriteLine($"round trips to each COMMIT: {string.Join(", ", trips)}");
        Assert.NotEmpty(trips);
        Assert.All(trips, many => Assert.InRange(many, 2, Most));
    }
}
