using System.Globalization;
using System.Text.Json.Nodes;
using Rewards.Api.Culture.Admitting;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Site.ReviewingOrders;
using Rewards.Domain;

namespace Rewards.Api.Site.Admitting;

/// <summary>Says why somebody does not come in, with the numbers behind it.</summary>
public sealed class DoorWords(OrderWords words, Text text)
{
    private const string Prefix = "door.would.";

    /// <summary>What a problem may tell the time of.</summary>
    private static readonly string[] Times = ["used_at", "valid_from", "valid_until", "undo_until", "starts_at"];

    /// <summary>Of a ticket that was looked up.</summary>
    public string WhyNot(DoorTicket ticket, DoorOrder order) => text[Prefix + ticket.Would, ticket.Would switch
    {
        "wrong_venue" => order.Venue?.Name ?? "",
        "wrong_slot" => When(order),
        "too_early" => words.When(ticket.ValidFrom),
        "too_late" => words.When(ticket.ValidUntil),
        "ticket_used" => words.When(ticket.UsedAt!.Value),
        _ => "",
    }];

    public string When(DoorOrder order) => order is { StartsAt: { } start, EndsAt: { } end }
        ? words.When(start, end)
        : text["door.goods"];

    public string When(DateTimeOffset instant) => words.When(instant);

    public string Say(Refusal refusal) => Say(refusal.Code, "");

    /// <summary>What a command refused.</summary>
    public string Say(StoredAnswer answer)
    {
        var problem = JsonNode.Parse(answer.Body)!.AsObject();
        var time = Times.Select(name => problem[name]?.GetValue<string>()).FirstOrDefault(one => one is not null);
        return Say(problem["code"]!.GetValue<string>(), time is not null
            ? words.When(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture))
            : problem["left"]?.ToString() ?? "");
    }

    /// <summary>Another version of the service may know more reasons.</summary>
    public string Say(string code, string fact) => text.Has(Prefix + code) ? text[Prefix + code, fact] : text[Prefix + "other", code];
}
