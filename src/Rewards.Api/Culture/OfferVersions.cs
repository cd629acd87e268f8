using System.Text.Json.Nodes;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>What is decided about versions, by a person or by rule.</summary>
internal static class OfferVersions
{
    public static void Approve(OfferRow offer, OfferVersionRow version, string by, DateTimeOffset now)
    {
        (version.State, version.DecidedAt, version.DecidedBy) = (OfferVersionState.Approved, now, by);
        offer.LiveVersion = version.N;
        offer.SubmittedVersion = offer.SubmittedVersion > version.N ? offer.SubmittedVersion : null;
    }

    /// <summary>By the names that fields have in the API.</summary>
    public static IReadOnlyList<string> DifferencesBetween(OfferContent before, OfferContent after)
    {
        var (old, now) = (
            JsonNode.Parse(SupplyJson.Write(before))!.AsObject(), JsonNode.Parse(SupplyJson.Write(after))!.AsObject());
        return [.. now.Where(field => !JsonNode.DeepEquals(field.Value, old[field.Key])).Select(field => field.Key)
            .Select(field => field == "price" ? "price_fen" : field)
            .Order()];
    }

    /// <param name="state">How it stands, which does not allow it.</param>
    public static Problem Refuse(string state) => Problem.Of("offer_state") with
    {
        Facts = new Dictionary<string, object> { ["offer_state"] = state },
    };
}
