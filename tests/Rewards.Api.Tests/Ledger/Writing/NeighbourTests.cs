using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Writing;

/// <summary>Commands of one group, of which one leads to what another writes.</summary>
public sealed class NeighbourTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    [Fact]
    public async Task Who_needs_what_a_neighbour_wrote_is_decided_anew_after_it()
    {
        var member = await app.SignUpAsync();
        app.LeavesFindings = true;
        var writer = app.Services.GetRequiredService<LedgerWriter>();
        using var gate = new ManualResetEventSlim();
        var first = new Probe("x", (_, _) => gate.Wait(), (_, _) => ("", Changes.None));
        var writes = new Probe("x", (_, _) => { }, (_, _) => ("", new Changes
        {
            Added = [new InviteCodeRow { Key = "NEIGHBOUR", MemberId = member.Id }],
        }));
        var follows = new Probe(
            "x",
            (group, wanted) =>
            {
                wanted.Row<InviteCodeRow>("NEIGHBOUR");
                if (group.Find<InviteCodeRow>("NEIGHBOUR") is { } code)
                {
                    wanted.Account(code.MemberId);
                }
            },
            (group, _) => ($"{group.FindAccount(group.Find<InviteCodeRow>("NEIGHBOUR")!.MemberId)!.Available}", Changes.None));

        var busy = writer.SubmitAsync(first);
        var (written, followed) = (writer.SubmitAsync(writes), writer.SubmitAsync(follows));
        gate.Set();
        await Task.WhenAll(busy, written);

        Assert.Equal("300", await followed);
        Assert.Equal(2, follows.TimesDecided);
    }
}
