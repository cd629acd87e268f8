using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>A time with places.</summary>
public record SlotResponse
{
    /// <summary>The slot's id.</summary>
    /// <example>slt_01m6a6ft00e8cr5n3j7k2q9w4x</example>
    public required string Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Where it is; null: not said.</summary>
    public required OfferVenue? Venue { get; init; }

    /// <summary>Where in the venue; null: not said.</summary>
    /// <example>1号场</example>
    public required string? Resource { get; init; }

    /// <summary>Of one ticket, in fen.</summary>
    /// <example>0</example>
    public required long PriceFen { get; init; }

    /// <summary>All places.</summary>
    /// <example>4</example>
    public required int Capacity { get; init; }

    /// <summary>Places left; null: more than 20.</summary>
    /// <example>3</example>
    public required int? Left { get; init; }

    /// <summary>Whether there are more than 20.</summary>
    public required bool Many { get; init; }

    /// <summary>How it stands.</summary>
    /// <example>open</example>
    public required SlotState State { get; init; }

    /// <summary>From when it can be booked (UTC); null: since it was made.</summary>
    public required DateTimeOffset? OpensAt { get; init; }

    /// <summary>How many entries wait for a place.</summary>
    /// <example>0</example>
    public required int Waiting { get; init; }

    /// <summary>Why it was cancelled; null otherwise.</summary>
    public required string? CancelReason { get; init; }
}

/// <summary>A slot as its merchant and operators see it: with exact numbers.</summary>
public sealed record OwnSlotResponse : SlotResponse
{
    [SetsRequiredMembers]
    internal OwnSlotResponse(SlotResponse slot, string offerId)
        : base(slot) => OfferId = offerId;

    /// <summary>Whose slot it is.</summary>
    /// <example>ofr_01m6a6ft00e8cr5n3j7k2q9w4x</example>
    [JsonPropertyOrder(1)]
    public string OfferId { get; init; }

    /// <summary>Places of tickets that are not cancelled.</summary>
    /// <example>1</example>
    [JsonPropertyOrder(1)]
    public required int Taken { get; init; }

    /// <summary>Places whose ticket was used.</summary>
    /// <example>0</example>
    [JsonPropertyOrder(1)]
    public required int Used { get; init; }

    /// <summary>Places kept for people without an order, or given to them.</summary>
    /// <example>0</example>
    [JsonPropertyOrder(1)]
    public required int WalkInPlaces { get; init; }

    /// <summary>
    /// How far its orders are given back or told, since it was cancelled or moved; null: it was neither.
    /// </summary>
    [JsonPropertyOrder(1)]
    public required SlotCarriedOut? CarriedOut { get; init; }
}

/// <param name="Done" example="3">How many orders were looked at.</param>
/// <param name="Total" example="3">How many there are.</param>
/// <param name="FinishedAt">When the last was (UTC); null: it goes on.</param>
public sealed record SlotCarriedOut(int Done, int Total, DateTimeOffset? FinishedAt);
