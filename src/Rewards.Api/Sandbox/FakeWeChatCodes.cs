using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Rewards.Api.Sandbox;

/// <summary>Somebody who agreed to sign in at the fake WeChat.</summary>
internal sealed record FakePerson(string OpenId, string? UnionId, string Scope);

/// <summary>
/// Codes as WeChat makes them, for one use; and those that anybody may make up, for as many as one likes.
/// </summary>
internal sealed class FakeWeChatCodes
{
    private const string MadeUp = "sandbox-";

    private readonly ConcurrentDictionary<string, FakePerson> unused = [];

    public string New(string openId, string scope)
    {
        var code = RandomNumberGenerator.GetHexString(32, lowercase: true);
        unused[code] = Person(openId, scope);
        return code;
    }

    /// <summary>Null: unknown, or used.</summary>
    public FakePerson? Use(string code) =>
        code.StartsWith(MadeUp, StringComparison.Ordinal) && code.Length > MadeUp.Length
            ? Person(code[MadeUp.Length..], "snsapi_base")
        : unused.TryRemove(code, out var person) ? person
        : null;

    /// <summary>
    /// <c>alice+family</c> is alice of this account, whom the company's other accounts know as family.
    /// </summary>
    private static FakePerson Person(string name, string scope)
    {
        var parts = name.Split('+', 2);
        return new FakePerson(parts[0], parts.Length > 1 ? parts[1] : null, scope);
    }
}

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
    public static async Task<IResult?> FindAsync(string code)
    {
        if (!code.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var name = code[Prefix.Length..];
        if (name == "slow")
        {
            await Task.Delay(TimeSpan.FromSeconds(30));
        }

        return Named.TryGetValue(name, out var fault) ? fault
            : name.Length == 5 && int.TryParse(name, out var number) ? Error(number, "as you wish")
            : null;
    }

    // WeChat reports errors with status 200.
    public static IResult Error(int code, string message) =>
        Results.Json(new JsonObject { ["errcode"] = code, ["errmsg"] = message });
}
