using System.ComponentModel.DataAnnotations;
using Rewards.Domain.Supplying;
using Rewards.Domain.Waiting;

namespace Rewards.Api.Culture.Waiting;

/// <param name="SlotId" example="slt_01m6a6ft00e8cr5n3j7k2q9w4x">The full slot.</param>
/// <param name="Quantity" example="1">How many tickets, at most 10.</param>
public sealed record WaitingBody(
    [property: StringLength(40, MinimumLength = 1, ErrorMessage = "must have 1 to 40 characters")] string SlotId,
    [property: Range(1, TicketLimits.MostPerOrder, ErrorMessage = "must be from 1 to 10")] int Quantity);

/// <summary>A member's place in the queue of a full slot.</summary>
/// <param name="Id" example="wtg_01m6a6ft00e8cr5n3j7k2q9w4x">The entry's id.</param>
/// <param name="SlotId" example="slt_01m6a6ft00e8cr5n3j7k2q9w4x">For which slot.</param>
/// <param name="OfferId" example="ofr_01m6a6ft00e2bmk5prk0yq3v7z">Of which offer.</param>
/// <param name="Title" example="羽毛球场">What it was called when the member joined.</param>
/// <param name="StartsAt">When the slot begins (UTC).</param>
/// <param name="EndsAt">When it ends (UTC).</param>
/// <param name="Quantity" example="1">How many tickets.</param>
/// <param name="Status">How it stands now.</param>
/// <param name="Position" example="3">Its place among those who wait, from 1; null: it waits no more.</param>
/// <param name="OfferedUntil">
/// Up to when (UTC, exclusive) places are kept for the member, who takes them by an order; null: none were offered.
/// </param>
/// <param name="JoinedAt">Since when (UTC).</param>
public sealed record WaitingResponse(
    string Id,
    string SlotId,
    string OfferId,
    string Title,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    int Quantity,
    WaitingStatus Status,
    int? Position,
    DateTimeOffset? OfferedUntil,
    DateTimeOffset JoinedAt);
