using System.Text.Json.Nodes;

namespace Rewards.Api.Serving.Sandbox;

/// <summary>How the fake WeChat fails.</summary>
internal static class FakeWeChatFaults
{
    private const string Prefix = "fault-";

    private static readonly Dictionary<string, IResult> Named = new()
    {
        ["500"] = Results.StatusCode(StatusCodes.Status500InternalServerError),
        ["garbage"] = Results.Text("<html>busy</html>", "text/html"),
        ["busy"] = Error(-1, "system error"),
        ["used"] = Error(40163, "code been used"),
        ["snapshot"] = Results.Json(new JsonObject { ["openid"] = "virtual", ["is_snapshotuser"] = 1 }),
    };

    /// <summary>
    /// <c>fault-slow</c>, <c>fault-500</c>, <c>fault-garbage</c>, <c>fault-busy</c>, <c>fault-used</c>,
    /// <c>fault-snapshot</c>, or <c>fault-</c> and one of WeChat's five-digit error codes. Null: no fault.
    /// </summary>
    public static async Task<IResult?> FindAsync(string code, CancellationToken cancellationToken)
    {
        if (!IsFault(code))
        {
            return null;
        }

        var name = code[Prefix.Length..];
        if (name == "slow")
        {
            await Task.Delay(TimeSpan.FromSeconds(30), cancellationToken);
        }

        return Named.TryGetValue(name, out var fault) ? fault
            : name.Length == 5 && int.TryParse(name, out var number) ? Error(number, "as you wish")
            : null;
    }

    public static bool IsFault(string code) => code.StartsWith(Prefix, StringComparison.Ordinal);

    // WeChat reports errors with status 200.
    public static IResult Error(int code, string message) =>
        Results.Json(new JsonObject { ["errcode"] = code, ["errmsg"] = message });
}
