using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Tests.Ledger.Differential;

/// <summary>
/// JSON in one form: members sorted, nulls left out, JSON inside of text opened, and without what two services that
/// agree may still say differently (secrets, random names, the words of a problem).
/// </summary>
internal static partial class Comparable
{
    private static readonly HashSet<string> Random =
    [
        "access_token", "request_id", "type", "title", "detail", "display_name", "invite_code", "friend_name",
        "version", "member_name", "merchant_name", "actor_name", "requested_by_name", "invited_by_name",
        "decided_by_name", "asked",
    ];

    public static JsonNode Node(object value) => JsonSerializer.SerializeToNode(value, ApiJson.Options)!;

    public static string Of(object value) => Of(Node(value));

    public static string Of(JsonNode? node) => Sorted(node)?.ToJsonString(ApiJson.Options) ?? "";

    /// <summary>With the test's names in place of ids.</summary>
    public static string Of(JsonNode? node, Func<string, string> nameOf) =>
        Id().Replace(Of(node), id => nameOf(id.Value));

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .Where(member => member.Value is not null && !Random.Contains(member.Key))
            .Where(member => member.Key != "status" || member.Value!.GetValueKind() != JsonValueKind.Number)
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray elements => new JsonArray([.. elements.Select(Sorted)]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Opened(text.GetValue<string>()),
        _ => node?.DeepClone(),
    };

    private static JsonNode Opened(string text) =>
        text.StartsWith('{') || text.StartsWith('[') ? Sorted(JsonNode.Parse(text))! : JsonValue.Create(text);

    [GeneratedRegex("(mbr|mch|rdm|rfd|adj|opr)_[0-9a-z]{26}")]
    private static partial Regex Id();
}
