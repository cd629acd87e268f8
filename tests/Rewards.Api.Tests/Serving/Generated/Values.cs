using System.Globalization;
using System.Text.Json.Nodes;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>Values that a schema allows, with names of things that exist where an id is asked for.</summary>
internal sealed class Values(Known known, Random random, int number)
{
    private static readonly string[] Texts =
        ["a", "Something else", "换一个说法", "e\u0301", "👩‍👩‍👧‍👦", "A \"quoted\" \\ word"];

    /// <summary>The example's body, varied.</summary>
    public JsonNode BodyOf(ApiOperation operation)
    {
        var body = operation.BodyExample!.DeepClone();
        if (body is JsonObject members)
        {
            Vary(members, operation.Body!);
            Agree(members);
        }

        return body;
    }

    /// <summary>Fields that say the same twice, or belong together.</summary>
    private void Agree(JsonObject members)
    {
        if (members.ContainsKey("member_code"))
        {
            members.Remove("member_id");
        }

        if (members.ContainsKey("dry_run"))
        {
            members["dry_run"] = random.OneIn(3);
        }

        if (members.ContainsKey("kind"))
        {
            members["stock"] = members["kind"]!.ToString() == "goods" ? random.Next(1, 50) : null;
        }

        if (members.ContainsKey("picture_ids"))
        {
            members["picture_ids"] = Id("pictures") is { } picture ? new JsonArray(picture) : [];
        }

        Come(members);
    }

    /// <summary>What members and doors name.</summary>
    private void Come(JsonObject members)
    {
        if (members.ContainsKey("scanned"))
        {
            Show(members);
        }

        if (members.ContainsKey("accept_version") && SlotToOrder() is { } slot)
        {
            Order(members, slot);
        }

        if (IsToWait(members) && !random.OneIn(4))
        {
            (members["slot_id"], members["quantity"]) = (known.Full?.Id, 1);
        }
    }

    private static bool IsToWait(JsonObject members) =>
        members.ContainsKey("slot_id") && members.ContainsKey("quantity") && !members.ContainsKey("accept_version");

    /// <summary>Null: what chance chose.</summary>
    private Thing? SlotToOrder() => random.Next(6) switch
    {
        0 => null,
        1 or 2 => known.Find(Known.ShownToAll("slots"), random),
        _ => random.Pick(known.Orderable.ToList()),
    };

    /// <summary>Of something that is shown, mostly as it is shown.</summary>
    private void Order(JsonObject members, Thing slot)
    {
        (members["offer_id"], members["slot_id"]) = (slot.Parents[^1], slot.Parents[^1] == slot.Id ? null : slot.Id);
        members["accept_version"] = random.OneIn(8) ? 2 : 1;
        if (!random.OneIn(4))
        {
            members["quantity"] = 1;
            members.Remove("points");
            members.Remove("expected_cash_fen");
            members.Remove("eligibility");
        }
    }

    /// <summary>A ticket by hand, since a code is scanned for one only; to look up: a member.</summary>
    private void Show(JsonObject members)
    {
        if (members.ContainsKey("ticket_ids") && Id("tickets") is { } ticket)
        {
            members["ticket_ids"] = new JsonArray(ticket);
            members.Remove("scanned");
            members["manual"] = true;
        }
        else if (Id("code") is { } code)
        {
            members["scanned"] = code;
        }

        if (!random.OneIn(4))
        {
            members.Remove("people");
            members.Remove("venue_id");
            members.Remove("slot_id");
        }
    }

    /// <summary>As text, for an address; null: the schema does not say what could stand there.</summary>
    public string? TextOf(ApiParameter parameter) =>
        (ByName(parameter.Name) ?? (parameter.Example is { } example && !random.OneIn(4) ? example : null)
            ?? Of(parameter.Schema, parameter.Name))?.ToString();

    private void Vary(JsonObject members, JsonNode schema)
    {
        foreach (var (name, described) in schema["properties"]?.AsObject() ?? [])
        {
            if (Varied(name, described!, members.ContainsKey(name)) is { } value)
            {
                members[name] = value;
            }
        }
    }

    /// <summary>Null: left as it is, or away.</summary>
    private JsonNode? Varied(string name, JsonNode schema, bool isThere)
    {
        var known = isThere || random.OneIn(6) ? ByName(name) : null;
        return known ?? (random.OneIn(isThere ? 4 : 6) ? Of(schema, name) : null);
    }

    private JsonNode? ByName(string name) => name switch
    {
        "wechat_code" => $"sandbox-person{number}",
        "order_no" => $"order-{(random.OneIn(20) ? number - random.Next(50) : number)}",
        "member_code" => Id("code"),
        "invite_code" => Id("invite_code"),
        "from" => "2026-11-20",
        "to" => "2026-12-31T00:00:00Z",
        _ when name.EndsWith("_id", StringComparison.Ordinal) => Id(name[..^"_id".Length] + "s"),
        _ => null,
    };

    private JsonValue? Id(string noun) => known.Find(noun, random) is { } thing ? JsonValue.Create(thing.Id) : null;

    /// <summary>Null: nothing that is sure to be allowed.</summary>
    private JsonNode? Of(JsonNode schema, string name) => schema switch
    {
        _ when schema["enum"] is JsonArray choices => random.Pick(choices.ToList())?.DeepClone(),
        _ when schema.Choices().FirstOrDefault(choice => !choice.Allows("null")) is { } choice => Of(choice, name),
        _ when schema.Allows("boolean") => random.OneIn(2),
        _ when schema.Allows("integer") => Number(schema),
        _ when schema.Allows("array") => new JsonArray(
            [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => ByName(name) ?? Of(schema["items"]!, name))]),
        _ when schema.Allows("object") => Object(schema),
        _ when schema.Allows("string") => Text(schema),
        _ => null,
    };

    private JsonNode Number(JsonNode schema)
    {
        var (least, most) = (Limit(schema, "minimum", -1000), Limit(schema, "maximum", 1000));
        var usual = schema["examples"]?[0]?.GetValue<long>() ?? 20;
        var number = random.Next(6) switch
        {
            0 => least,
            1 => most,
            _ => random.NextInt64(1, Math.Max(2, Math.Abs(usual) * 2)),
        };
        return Math.Clamp(number, least, most);
    }

    private static long Limit(JsonNode schema, string name, long otherwise) =>
        schema[name] is { } limit && long.TryParse(limit.ToString(), CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    private JsonObject Object(JsonNode schema)
    {
        var members = new JsonObject();
        foreach (var (name, described) in schema["properties"]?.AsObject() ?? [])
        {
            members[name] = ByName(name) ?? Of(described!, name);
        }

        return members;
    }

    private string? Text(JsonNode schema)
    {
        var usual = schema["examples"]?[0]?.ToString();
        if (schema["pattern"] is not null || (usual is not null && random.OneIn(2)))
        {
            return usual;
        }

        return schema["format"]?.ToString() switch
        {
            "date-time" => "2027-01-31T04:05:06.789+08:00",
            "date" => "2026-11-23",
            _ => AnyText((int)Limit(schema, "maxLength", 200)),
        };
    }

    private string AnyText(int longest)
    {
        var text = random.OneIn(10) ? new string('长', Math.Min(longest, 300)) : random.Pick(Texts);
        return text.Length <= longest ? text : "a";
    }
}
