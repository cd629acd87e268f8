using System.Globalization;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Faults;

/// <summary>
/// The connection is cut at the very moment of COMMIT, before the database hears of it or before its answer arrives.
/// REWARDS_COMMIT_ROUNDS says how often.
/// </summary>
public sealed class LostCommitTests : IAsyncLifetime
{
    private const int Callers = 3;

    private static readonly int Rounds =
        int.Parse(Environment.GetEnvironmentVariable("REWARDS_COMMIT_ROUNDS") ?? "200", CultureInfo.InvariantCulture);

    /// <summary>Patient: on a busy machine a group that is written again takes longer than callers usually wait.</summary>
    private readonly ProxiedApp app = new() { Settings = { ["Ledger:LongestWaitMilliseconds"] = "60000" } };

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Given_connections_lost_at_commit_then_every_keyed_request_is_answered_and_done_once()
    {
        var members = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => app.SignUpWithAsync(300 + Rounds)));
        var till = app.Till().Caller;
        for (var round = 0; round < Rounds; round++)
        {
            app.Proxy.CutNext(round % 2 == 0 ? Cut.AfterCommit : Cut.BeforeCommit);

            var answers = await Task.WhenAll(members.Select(member => RedeemTwiceAsync(till, member)));

            Assert.True(app.Proxy.HasCut, $"round {round}: nothing was cut");
            Assert.All(answers, answer => Assert.Equal(answer.First.Text("id"), answer.Again.Text("id")));
        }

        foreach (var member in members)
        {
            Assert.Equal(300, await member.SpendableAsync());
        }
    }

    [Fact]
    public async Task Given_a_check_in_whose_commit_is_lost_then_asking_again_never_checks_in_twice()
    {
        var member = await app.SignUpAsync();
        app.Proxy.CutNext(Cut.AfterCommit);

        var first = await member.CheckInAsync();
        var again = await member.CheckInAsync();

        Assert.Equal((503, "already_checked_in"), (first.Status, again.Code));
        Assert.Equal(305, await member.SpendableAsync());
    }

    private static async Task<(Answer First, Answer Again)> RedeemTwiceAsync(Caller till, Member member)
    {
        var (body, key) = (Till.Body(member, 8800, 1, capture: true), Caller.NewKey());
        var first = (await till.PostAsync("/v1/redemptions", body, key)).Expect(201);
        var again = (await till.PostAsync("/v1/redemptions", body, key)).Expect(201);
        Assert.True(again.IsReplay);
        return (first, again);
    }
}
