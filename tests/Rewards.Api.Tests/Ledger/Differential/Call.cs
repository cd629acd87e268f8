using System.Text.Json;
using Rewards.Api.Platform.Http;
using Rewards.Api.Tests.Ledger.Differential.Model;

namespace Rewards.Api.Tests.Ledger.Differential;

/// <summary>
/// One request, with names in place of ids: <c>~m17~</c> is whatever the service called the member that command 17
/// made.
/// </summary>
/// <param name="Number">Counts all commands of a run.</param>
/// <param name="As">Whose credential: a category's merchant, <c>operator</c>, a member's name, or nobody's.</param>
/// <param name="Path">Where to.</param>
/// <param name="Body">Null: a GET.</param>
internal sealed record Call(int Number, string As, string Path, string? Body = null)
{
    /// <summary>The idempotency key.</summary>
    public string? Key { get; init; }

    /// <summary>The name of what the answer's <c>id</c> stands for.</summary>
    public string? Creates { get; init; }

    public override string ToString() =>
        $"#{Number} {(Body is null ? "GET" : "POST")} {Path} as '{As}'{(Key is null ? "" : " key " + Key)} {Body}"
            .TrimEnd();

    /// <summary>With a key of its own.</summary>
    public static Call Keyed(int number, string sender, string path, object body) =>
        new(number, sender, path, Json(body)) { Key = $"differential-{number:D8}" };

    public static string Json(object body) => JsonSerializer.Serialize(body, ApiJson.Options);
}

/// <summary>A request, and what the model makes of it.</summary>
internal sealed record Command(Call Call, Func<TownBook, Call, Expected> Decide)
{
    public Expected On(TownBook town) => Decide(town, Call);
}
