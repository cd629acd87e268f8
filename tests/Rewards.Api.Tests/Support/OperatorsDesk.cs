using System.Text.Json.Nodes;

namespace Rewards.Api.Tests.Support;

/// <summary>Where an admin looks after operators.</summary>
public sealed class OperatorsDesk(RewardsApp app)
{
    public const string Path = "/v1/operator/operators";

    /// <param name="role">What they may do.</param>
    /// <param name="days">How long the token lives; null: as long as the setting says.</param>
    /// <param name="by">The token of the admin who adds them.</param>
    public async Task<(string Id, string Token)> AddAsync(
        string role = "auditor", int? days = null, string by = "op_test_admin")
    {
        Tick();
        var added = (await app.Caller(by).PostAsync(Path, new { Name = "李四", Role = role, Days = days })).Expect(201);
        return (added["issued"]!["id"]!.GetValue<string>(), added.Text("token"));
    }

    public Task<Answer> ReplaceAsync(string id, object? body = null)
    {
        Tick();
        return app.Operator().PostAsync($"{Path}/{id}/replace", body ?? new { });
    }

    public Task<Answer> RevokeAsync(string id, string by = "op_test_admin")
    {
        Tick();
        return app.Caller(by).PostAsync($"{Path}/{id}/revoke", new { });
    }

    public async Task<JsonNode> FindAsync(string id) =>
        (await ListAsync()).Single(found => found["id"]!.GetValue<string>() == id);

    public async Task<JsonNode> DemoAdminAsync() =>
        (await ListAsync()).Single(found => found["name"]!.GetValue<string>() == "Sandbox admin");

    public async Task<string> StatusAsync(string id) => (await FindAsync(id))["status"]!.GetValue<string>();

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<string>> ActsOnAsync(string id) =>
        [
            .. (await app.Operator("auditor").GetAsync($"/v1/operator/audit?limit=100&target={id}")).Expect(200).Data
                .Select(record => record["action"]!.GetValue<string>()),
        ];

    public static DateTimeOffset Instant(JsonNode from, string name) => from[name]!.GetValue<DateTimeOffset>();

    private async Task<IReadOnlyList<JsonNode>> ListAsync() =>
        (await app.Operator().GetAsync(Path + "?limit=100")).Expect(200).Data;

    /// <summary>Ids sort by the millisecond in which they were made.</summary>
    private void Tick() => app.Time.Advance(TimeSpan.FromMilliseconds(1));
}
