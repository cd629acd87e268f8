using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rewards.Api.Tests.Culture.BookingStream.Model;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.BookingStream;

/// <summary>The service on one database, spoken to in the test's names instead of ids.</summary>
internal sealed partial class Service(string name, RewardsApp app) : IAsyncDisposable
{
    /// <summary>Less than a session lives.</summary>
    private static readonly TimeSpan SignedInFor = TimeSpan.FromDays(20);

    private readonly Dictionary<string, string> idByName = [];
    private readonly Dictionary<string, string> nameById = [];
    private readonly Dictionary<string, (Member Member, DateTimeOffset Since)> members = [];
    private readonly SupplyDesk desk = new(app);

    public string Name => name;

    public RewardsApp App => app;

    public static async Task<Service> StartAsync(string name, RewardsApp app)
    {
        // A busy machine may be slow here, and a 503 is no difference between two bookings.
        app.Settings["Ledger:LongestWaitMilliseconds"] = "60000";

        // The model knows no money yet that is paid elsewhere.
        app.Settings["Stripe:Enabled"] = "false";
        await app.InitializeAsync();
        var service = new Service(name, app);
        foreach (var terms in Terms.All)
        {
            service.Learn(terms.Name, await service.desk.PublishAsync(terms.Body));
        }

        return service;
    }

    public async Task SignUpAsync(Guest guest) =>
        members[guest.Name] = (await app.SignUpWithAsync(Guest.FirstPoints), app.Time.GetUtcNow());

    public async Task<Answer> SendAsync(Call call)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), WithIds(call.Path));
        if (call.Method == "POST")
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", $"booking-stream-{call.Number:D8}");
        }

        if (call.Body is not null)
        {
            request.Content = new StringContent(WithIds(call.Json), Encoding.UTF8, "application/json");
        }

        var answer = await (await CallerAsync(call.As)).SendAsync(request);
        if (answer.Status == 201 && call.Creates is { } created)
        {
            LearnFrom(created, answer.Body!["data"]?[0] ?? answer.Body!);
        }

        return answer;
    }

    public string NameOf(JsonNode something) =>
        nameById.TryGetValue(something["id"]!.GetValue<string>(), out var known) ? known : "?";

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<Caller> CallerAsync(string sender)
    {
        if (!members.TryGetValue(sender, out var known))
        {
            return sender == "centre" ? desk.Merchant : desk.Operator;
        }

        if (app.Time.GetUtcNow() - known.Since > SignedInFor)
        {
            known = members[sender] = (await app.SignInAsync(known.Member.Name), app.Time.GetUtcNow());
        }

        return known.Member.Caller;
    }

    private void LearnFrom(string created, JsonNode made)
    {
        Learn(created, made["id"]!.GetValue<string>());
        foreach (var ticket in made["tickets"]?.AsArray() ?? [])
        {
            Learn($"{created}-{ticket!["n"]}", ticket["id"]!.GetValue<string>());
        }
    }

    private void Learn(string something, string id) => (idByName[something], nameById[id]) = (id, something);

    private string WithIds(string text) => Placeholder().Replace(text, match => idByName[match.Groups[1].Value]);

    [GeneratedRegex("~([a-z0-9-]+)~")]
    private static partial Regex Placeholder();
}
