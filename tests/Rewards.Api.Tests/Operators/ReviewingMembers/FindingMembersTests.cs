using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Operators.ReviewingMembers;

/// <summary>An operator finds people by what is told on the telephone, on either engine alike.</summary>
public abstract class FindingMembersTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    [Fact]
    public async Task By_an_invite_code_in_lower_case_and_with_blanks()
    {
        var member = await app.SignUpAsync();
        var code = member.InviteCode.ToLowerInvariant();

        Assert.Equal([member.Id], await FindAsync(code));
        Assert.Equal([member.Id], await FindAsync($" {code[..4]} {code[4..]} "));
    }

    [Theory]
    [InlineData("ALI")]
    [InlineData("ali")]
    [InlineData(" Ali ")]
    public async Task By_the_beginning_of_a_name_in_either_case(string query)
    {
        var member = await NamedAsync($"Alice {Guid.NewGuid():N}");

        Assert.Contains(member.Id, await FindAsync(query));
        Assert.DoesNotContain(member.Id, await FindAsync("lice"));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("100%")]
    [InlineData("\\")]
    public async Task Signs_of_patterns_mean_themselves(string query)
    {
        var (meant, other) = (await NamedAsync(query + Guid.NewGuid()), await NamedAsync($"x{Guid.NewGuid():N}"));

        var found = await FindAsync(query);

        Assert.Contains(meant.Id, found);
        Assert.DoesNotContain(other.Id, found);
    }

    [Fact]
    public async Task By_a_name_that_is_typed_in_parts()
    {
        var member = await NamedAsync("\u00C9mile " + Guid.NewGuid());

        Assert.Equal([member.Id], await FindAsync("E\u0301mile"));
    }

    [Theory]
    [InlineData("lower")]
    [InlineData("blanks")]
    [InlineData("line end")]
    public async Task A_friend_may_type_an_invite_code_as_it_was_read_out(string way)
    {
        var inviter = await app.SignUpAsync();
        var code = inviter.InviteCode;

        var friend = await app.SignUpAsync(way switch
        {
            "lower" => code.ToLowerInvariant(),
            "blanks" => $" {code[..4]} {code[4..]} ",
            _ => code + "\r\n",
        });

        Assert.True(friend.Session["invitation"]!["credited"]!.GetValue<bool>());
        Assert.Equal(400, await inviter.SpendableAsync());
    }

    private async Task<Member> NamedAsync(string name)
    {
        var member = await app.SignUpAsync();
        await app.Services.GetRequiredService<LedgerWriter>().RunAsync(db => db.Members
            .Where(row => row.MemberId == member.Id)
            .ExecuteUpdate(row => row.SetProperty(found => found.DisplayName, name)));
        return member;
    }

    private async Task<IEnumerable<string>> FindAsync(string query)
    {
        var found = await app.Operator("auditor")
            .GetAsync("/v1/operator/members?limit=100&query=" + Uri.EscapeDataString(query));
        return found.Expect(200).Data.Select(member => member["id"]!.GetValue<string>());
    }
}

public sealed class FindingMembersOnSqlite(SqliteApp app) : FindingMembersTests<SqliteApp>(app);

public sealed class FindingMembersOnPostgres(PostgresApp app) : FindingMembersTests<PostgresApp>(app.OrSkip());
