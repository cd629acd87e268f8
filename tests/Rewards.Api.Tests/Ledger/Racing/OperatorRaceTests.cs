using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Racing;

/// <summary>Operators' tokens and merchants' keys, asked for fifty times at once, three times over.</summary>
public abstract class OperatorRaceTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Path = OperatorsDesk.Path;
    private const string AnyRead = "/v1/operator/programme";

    private OperatorsDesk Desk => new(app);

    public static TheoryData<int> Repeats { get; } = [1, 2, 3];

    [Theory]
    [MemberData(nameof(Repeats))]
    public async Task One_token_is_replaced_once(int repeat)
    {
        var (id, token) = await AddAsync();
        var admin = app.Operator();

        var answers = await Race.RunAsync(
            () => admin.PostAsync($"{Path}/{id}/replace", new { Hint = token[^4..], Days = repeat }));

        Assert.Equal((1, Race.Runners - 1), (
            answers.Count(answer => answer.Status == 201), answers.Count(answer => answer.Code == "token_replaced")));
        Assert.Equal(["operator_token.replaced", "operator.added"], await Desk.ActsOnAsync(id));
    }

    [Theory]
    [MemberData(nameof(Repeats))]
    public async Task However_often_a_token_is_replaced_one_opens_anything(int repeat)
    {
        var (id, token) = await AddAsync();
        var admin = app.Operator();

        var answers = await Race.RunAsync(() => admin.PostAsync($"{Path}/{id}/replace", new { Days = repeat }));
        await app.UntilAllNodesKnowAsync();

        var made = answers.Where(answer => answer.Status == 201).Select(answer => answer.Text("token"));
        string[] tokens = [token, .. made];
        var open = 0;
        foreach (var one in tokens)
        {
            open += (await app.Caller(one).GetAsync(AnyRead)).Status == 200 ? 1 : 0;
        }

        Assert.Equal(1, open);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => answer.Expect(409, "token_replaced"));
        Assert.Equal(tokens.Length, (await Desk.ActsOnAsync(id)).Count);
    }

    [Theory]
    [MemberData(nameof(Repeats))]
    public async Task One_operator_is_revoked_once(int repeat)
    {
        var (id, _) = await AddAsync();
        var admin = app.Operator();

        var answers = await Race.RunAsync(() => admin.PostAsync($"{Path}/{id}/revoke", new { }));

        Assert.All(answers, answer => answer.Expect(200));
        Assert.True(answers.DistinctBy(answer => answer.Text("revoked_at")).Count() == 1, $"repeat {repeat}");
        Assert.Equal(["operator.revoked", "operator.added"], await Desk.ActsOnAsync(id));
    }

    [Theory]
    [MemberData(nameof(Repeats))]
    public async Task A_merchant_gets_two_keys_and_not_a_third(int repeat)
    {
        var admin = app.Operator();
        var merchant = (await admin.PostAsync(
            "/v1/operator/merchants", new { Name = new { Zh = "书", En = $"Book {repeat}" }, Category = "book" }))
            .Expect(201).Text("id");

        var answers = await Race.RunAsync(
            () => admin.PostAsync($"/v1/operator/merchants/{merchant}/keys", new { Scopes = new[] { "quote" } }));

        Assert.Equal((2, Race.Runners - 2), (
            answers.Count(answer => answer.Status == 201), answers.Count(answer => answer.Code == "too_many_keys")));
    }

    private async Task<(string Id, string Token)> AddAsync()
    {
        var added = await Desk.AddAsync();

        // The race is not for the millisecond of the beginning.
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        return added;
    }
}

public sealed class OperatorRacesOnSqlite(SqliteApp app) : OperatorRaceTests<SqliteApp>(app);

public sealed class OperatorRacesOnPostgres(PostgresApp app) : OperatorRaceTests<PostgresApp>(app.OrSkip());
