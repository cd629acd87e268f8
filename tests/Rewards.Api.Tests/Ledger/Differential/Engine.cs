using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Differential;

/// <summary>The service on one database, spoken to in the test's names instead of ids.</summary>
internal sealed partial class Engine(string name, RewardsApp app) : IAsyncDisposable
{
    private const int MostTries = 20;

    private readonly Lazy<Caller> caller = new(() => app.Caller(null));
    private readonly ConcurrentDictionary<string, string> idByName = [];
    private readonly ConcurrentDictionary<string, string> nameById = [];
    private readonly ConcurrentDictionary<string, string> credentials = new()
    {
        ["operator"] = "op_test_operator",
        ["approver"] = "op_test_approver",
    };

    public string Name => name;

    public RewardsApp App => app;

    /// <summary>Starts it, with a merchant of each category whose key may name members.</summary>
    public static async Task<Engine> StartAsync(string name, RewardsApp app)
    {
        // A busy machine may be slow here, and a 503 is no difference between two ledgers.
        app.Settings["Ledger:LongestWaitMilliseconds"] = "60000";
        await app.InitializeAsync();
        var engine = new Engine(name, app);
        using (var db = engine.OpenForReading())
        {
            foreach (var person in db.Operators)
            {
                engine.Learn(WireName.Of(person.Role), person.Id);
            }
        }

        foreach (var category in new[] { "book", "film", "scenic", "leisure" })
        {
            await engine.AddMerchantAsync(category);
        }

        return engine;
    }

    /// <summary>The answer in its comparable form.</summary>
    public async Task<string> SendAsync(Call call)
    {
        var answer = await AskAsync(call);
        LearnFrom(call, answer);
        return $"{answer.Status}{(answer.IsReplay ? " again" : "")} {Comparable.Of(answer.Body, NameOf)}";
    }

    public RewardsDb OpenForReading() => app.Services.GetRequiredService<Database>().OpenForReading();

    public string IdOf(string something) => idByName[something];

    public string NameOf(string id) => nameById.TryGetValue(id, out var known) ? known
        : id;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>
    /// On a busy machine the fake WeChat may miss its five seconds: nothing has happened then, and one asks again.
    /// </summary>
    private async Task<Answer> AskAsync(Call call)
    {
        for (var tries = 1; ; tries++)
        {
            using var request = RequestOf(call);
            var answer = await caller.Value.SendAsync(request);
            if (answer.Code != "wechat_unavailable" || tries == MostTries)
            {
                return answer;
            }
        }
    }

    private async Task AddMerchantAsync(string category)
    {
        var merchants = app.Operator();
        var added = await merchants.PostAsync(
            "/v1/operator/merchants", new { Name = new { Zh = "商户", En = "Merchant" }, Category = category });
        Learn(category, added.Expect(201).Text("id"));
        var issued = await merchants.PostAsync(
            $"/v1/operator/merchants/{IdOf(category)}/keys",
            new { Scopes = new[] { "quote", "redeem", "refund", "member_id" } });
        credentials[category] = issued.Expect(201).Text("key");
    }

    private HttpRequestMessage RequestOf(Call call)
    {
        var request = new HttpRequestMessage(call.Body is null ? HttpMethod.Get : HttpMethod.Post, WithIds(call.Path));
        if (credentials.TryGetValue(call.As, out var credential))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        }

        if (call.Key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", call.Key);
        }

        if (call.Body is not null)
        {
            request.Content = new StringContent(WithIds(call.Body), Encoding.UTF8, "application/json");
        }

        return request;
    }

    private void LearnFrom(Call call, Answer answer)
    {
        if (answer.Status is not (201 or 202) || call.Creates is not { } created)
        {
            return;
        }

        if (answer.Body!["member"] is { } member)
        {
            Learn(created, member["id"]!.GetValue<string>());
            idByName["i" + created] = member["invite_code"]!.GetValue<string>();
            credentials[created] = answer.Text("access_token");
        }
        else
        {
            Learn(created, answer.Text("id"));
        }
    }

    private void Learn(string something, string id) => (idByName[something], nameById[id]) = (id, something);

    private string WithIds(string text) => Placeholder().Replace(text, match => IdOf(match.Groups[1].Value));

    [GeneratedRegex("~([a-z0-9]+)~")]
    private static partial Regex Placeholder();
}
