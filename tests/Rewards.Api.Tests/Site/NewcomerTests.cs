using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>Whom WeChat vouched for becomes a member by one form, however often it is sent.</summary>
public abstract class NewcomerTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    [Fact]
    public async Task Of_fifty_forms_of_one_newcomer_one_makes_the_member_and_the_others_are_told_so()
    {
        var (members, sessions) = (Count(db => db.Members.Count()), Count(db => db.Sessions.Count()));
        var (cookies, token) = await BeginAsync();

        var pages = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AcceptAsync(cookies, token)));

        Assert.Equal("/", Assert.Single(pages, page => page.Status == HttpStatusCode.Found).Location);
        Assert.All(pages.Where(page => page.Status != HttpStatusCode.Found), page =>
        {
            Assert.Equal(HttpStatusCode.Conflict, page.Status);
            Assert.Contains("这一步已经完成", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(
                page.Cookies, cookie => cookie.StartsWith("__Host-rewards=", StringComparison.Ordinal));
        });
        Assert.Equal(
            (members + 1, sessions + 1), (Count(db => db.Members.Count()), Count(db => db.Sessions.Count())));
    }

    [Fact]
    public async Task A_form_without_the_tick_takes_nothing_away()
    {
        var (cookies, token) = await BeginAsync();

        var refused = await PostAsync(cookies, token);

        Assert.Contains("请先勾选同意", refused.Text, StringComparison.Ordinal);
        Assert.Equal("/", (await AcceptAsync(cookies, token)).Location);
    }

    [Fact]
    public async Task An_address_that_WeChat_came_back_to_may_be_opened_again()
    {
        var visitor = new Visitor(app);
        var start = await visitor.GetAsync("/sign-in/wechat");
        var back = $"/sign-in/callback?code=sandbox-again{Guid.NewGuid():N}&state={start.State}";

        var both = await Task.WhenAll(visitor.GetAsync(back), visitor.GetAsync(back));

        Assert.All(both, page => Assert.Equal(HttpStatusCode.Found, page.Status));
        Assert.Contains(both, page => page.Location == "/welcome");
        await visitor.SubmitAsync("/welcome", ("accepted", "true"));
        Assert.Equal("/", (await visitor.GetAsync(back)).Location);
    }

    /// <summary>What a browser holds when it shows the terms.</summary>
    private async Task<(string Cookies, (string Name, string Value) Token)> BeginAsync()
    {
        var visitor = new Visitor(app);
        var back = await visitor.ComeBackAsync($"sandbox-newcomer-{Guid.NewGuid():N}");
        var form = await visitor.GetAsync("/welcome");
        var cookies = back.Cookies.Concat(form.Cookies).Select(cookie => cookie.Split(';')[0]);
        return (string.Join("; ", cookies.Where(cookie => !cookie.EndsWith('='))), Visitor.TokenIn(form));
    }

    private Task<Page> AcceptAsync(string cookies, (string Name, string Value) token) =>
        PostAsync(cookies, token, ("accepted", "true"));

    private Task<Page> PostAsync(string cookies, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage();
        request.Headers.TryAddWithoutValidation("Cookie", cookies);
        return new Visitor(app).SendAsync(request, "/welcome", fields);
    }

    private int Count(Func<RewardsDb, int> count)
    {
        using var db = app.Services.GetRequiredService<Database>().OpenForReading();
        return count(db);
    }
}

public sealed class NewcomersOnSqlite(SqliteApp app) : NewcomerTests<SqliteApp>(app);

public sealed class NewcomersOnPostgres(PostgresApp app) : NewcomerTests<PostgresApp>(app.OrSkip());
