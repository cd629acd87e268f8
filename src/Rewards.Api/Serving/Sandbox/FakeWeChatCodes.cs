using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Serving.Sandbox;

/// <summary>Somebody who agreed to sign in at the fake WeChat.</summary>
internal sealed record FakePerson(string OpenId, string? UnionId, string Scope);

/// <summary>
/// Codes as WeChat makes them, for one use within five minutes, whichever process made them; and those that anybody may
/// make up, for as many as one likes.
/// </summary>
internal sealed class FakeWeChatCodes(LedgerWriter writer, Clock clock)
{
    private const string MadeUp = "sandbox-";

    private const int CodeLength = 32;

    public async Task<string> NewAsync(string person, string scope)
    {
        var code = RandomNumberGenerator.GetHexString(CodeLength, lowercase: true);
        var row = new SandboxCodeRow { Key = code, Person = person, Scope = scope, MadeAt = clock.GetUtcNow() };
        await writer.RunAsync(db => db.SandboxCodes.Add(row));
        return code;
    }

    /// <summary>Null: unknown, used, or too old.</summary>
    public async Task<FakePerson?> UseAsync(string code) =>
        code.StartsWith(MadeUp, StringComparison.Ordinal) && code.Length > MadeUp.Length
            ? Person(code[MadeUp.Length..], "snsapi_base")
        : await TakeAsync(code) is { } row && row.MadeAt > clock.GetUtcNow() - SandboxCodeRow.Lives
            ? Person(row.Person, row.Scope)
            : null;

    /// <summary>Who deletes the row has the code; the database lets one do so.</summary>
    private Task<SandboxCodeRow?> TakeAsync(string code) => writer.RunAsync(db =>
    {
        var row = db.SandboxCodes.AsNoTracking().FirstOrDefault(made => made.Key == code);
        return db.SandboxCodes.Where(made => made.Key == code).ExecuteDelete() == 1 ? row : null;
    });

    /// <summary>
    /// <c>alice+family</c> is alice of this account, whom the company's other accounts know as family.
    /// </summary>
    private static FakePerson Person(string name, string scope)
    {
        var parts = name.Split('+', 2);
        return new FakePerson(parts[0], parts.Length > 1 ? parts[1] : null, scope);
    }
}
