using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Members.Inviting;

public abstract class InvitationTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    [Fact]
    public async Task A_friend_who_registers_earns_the_inviter_100_points()
    {
        var inviter = await app.SignUpAsync();

        var friend = await app.SignUpAsync(inviter.InviteCode);

        Assert.Equal("""{"credited":true,"reason":null}""", Invitation(friend));
        Assert.Equal((400, 300), (await inviter.SpendableAsync(), await friend.SpendableAsync()));
        var entry = (await inviter.EntriesAsync())[0];
        Assert.Equal("invitation", entry["kind"]!.GetValue<string>());
        Assert.Null(entry["reference"]);
    }

    [Fact]
    public async Task A_friend_without_a_nickname_is_known_by_the_day_on_which_they_came()
    {
        var inviter = await app.SignUpAsync();
        var friend = await app.SignUpAsync(inviter.InviteCode);

        var invitations = (await inviter.Caller.GetAsync("/v1/member/invitations")).Expect(200);

        var shown = Assert.Single(invitations.Data);
        var name = friend.Session["member"]!["display_name"]!.GetValue<string>();
        Assert.Matches("^微信好友[0-9]{4}$", name);
        Assert.Equal(name, shown["display_name"]!.GetValue<string>());
        Assert.Equal(100, invitations.Number("credited_points"));
        Assert.EndsWith("/i/" + inviter.InviteCode, invitations.Text("url"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NOSUCH00", "unknown_code")]
    [InlineData("", "unknown_code")]
    [InlineData("this is no invite code at all, and far too long to be one", "unknown_code")]
    public async Task An_unknown_code_does_not_stand_in_the_way(string code, string reason)
    {
        var friend = await app.SignUpAsync(code);

        Assert.Equal($$"""{"credited":false,"reason":"{{reason}}"}""", Invitation(friend));
        Assert.Equal(300, await friend.SpendableAsync());
    }

    [Fact]
    public async Task A_code_is_read_as_people_type_it()
    {
        var inviter = await app.SignUpAsync();

        var friend = await app.SignUpAsync($" {inviter.InviteCode.ToLowerInvariant()} ");

        Assert.Equal("""{"credited":true,"reason":null}""", Invitation(friend));
    }

    [Fact]
    public async Task Nobody_invites_themselves()
    {
        var member = await app.SignUpAsync();

        var again = await app.SignInAsync(member.Name, member.InviteCode);

        Assert.Equal("""{"credited":false,"reason":"own_code"}""", Invitation(again));
        Assert.Equal(300, await again.SpendableAsync());
    }

    [Fact]
    public async Task Two_members_who_invite_each_other_earn_it_once()
    {
        var first = await app.SignUpAsync();
        var second = await app.SignUpAsync(first.InviteCode);

        var back = await app.SignInAsync(first.Name, second.InviteCode);

        Assert.Equal("""{"credited":false,"reason":"already_registered"}""", Invitation(back));
        Assert.Equal((400, 300), (await back.SpendableAsync(), await second.SpendableAsync()));
    }

    [Fact]
    public async Task The_21st_friend_of_a_month_is_never_credited_and_the_next_month_begins_anew()
    {
        app.Time.SetUtcNow(new DateTimeOffset(2026, 12, 31, 15, 0, 0, TimeSpan.Zero));
        var inviter = await app.SignUpAsync();
        for (var friend = 1; friend <= 20; friend++)
        {
            Assert.Equal("""{"credited":true,"reason":null}""", Invitation(await app.SignUpAsync(inviter.InviteCode)));
        }

        var tooMany = await app.SignUpAsync(inviter.InviteCode);
        app.Time.Advance(TimeSpan.FromHours(1));
        var nextMonth = await app.SignUpAsync(inviter.InviteCode);
        await app.SignInAsync(tooMany.Name, inviter.InviteCode);

        Assert.Equal("""{"credited":false,"reason":"monthly_limit_reached"}""", Invitation(tooMany));
        Assert.Equal("""{"credited":true,"reason":null}""", Invitation(nextMonth));
        Assert.Equal(300 + (21 * 100), await inviter.SpendableAsync());
        var shown = await inviter.Caller.GetAsync("/v1/member/invitations?limit=100");
        Assert.Equal([0], shown.Data.Select(PointsOf).Where(points => points != 100));
    }

    [Fact]
    public async Task No_cursor_and_no_link_shows_whose_row_it_ends_at()
    {
        var inviter = await app.SignInAsync($"inviter-{Guid.NewGuid():N}");
        for (var friend = 0; friend < 21; friend++)
        {
            await app.SignUpAsync(inviter.InviteCode);
        }

        foreach (var (caller, list) in new[]
        {
            (inviter.Caller, "/v1/member/invitations"),
            (app.Operator(), "/v1/operator/members"),
            (app.Operator(), "/v1/operator/merchants"),
        })
        {
            var cursor = (await caller.GetAsync(list + "?limit=1")).Expect(200).Text("next_cursor");
            var next = (await caller.GetAsync($"{list}?limit=1&cursor={cursor}")).Expect(200);
            Assert.Single(next.Data);
            Assert.DoesNotMatch("m(br|ch)_", Encoding.Latin1.GetString(Base64Url.DecodeFromChars(cursor)));
        }

        var visitor = new Visitor(app);
        await visitor.SignInAsync(inviter.Name);
        var page = await visitor.GetAsync("/invite");
        var more = Regex.Match(page.Text, "/invite\\?cursor=[^\"]+").Value;
        Assert.NotEmpty(more);
        Assert.DoesNotContain("mbr_", page.Text, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count((await visitor.GetAsync(more)).Text, "<li class=\"row\">"));
    }

    private static string Invitation(Member member) => member.Session["invitation"]!.ToJsonString();

    private static long PointsOf(JsonNode friend) => friend["points"]!.GetValue<long>();
}

public sealed class InvitationsOnSqlite(SqliteApp app) : InvitationTests<SqliteApp>(app);

public sealed class InvitationsOnPostgres(PostgresApp app) : InvitationTests<PostgresApp>(app.OrSkip());
