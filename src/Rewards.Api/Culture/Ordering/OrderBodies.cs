using System.ComponentModel.DataAnnotations;
using Rewards.Domain;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Ordering;

/// <summary>What a member orders.</summary>
public sealed record OrderBody
{
    /// <summary>Of what.</summary>
    /// <example>ofr_01m6a6ft00e2bmk5prk0yq3v7z</example>
    [StringLength(40, MinimumLength = 1, ErrorMessage = "must have 1 to 40 characters")]
    public required string OfferId { get; init; }

    /// <summary>When; left out for goods.</summary>
    /// <example>slt_01m6a6ft00e8cr5n3j7k2q9w4x</example>
    [StringLength(40, MinimumLength = 1, ErrorMessage = "must have 1 to 40 characters")]
    public string? SlotId { get; init; }

    /// <summary>How many tickets, at most 10.</summary>
    /// <example>1</example>
    [Range(1, TicketLimits.MostPerOrder, ErrorMessage = "must be from 1 to 10")]
    public required int Quantity { get; init; }

    /// <summary>How many points to use. Left out: as many as the limits allow.</summary>
    [Range(0L, Domain.Points.MostInOneOperation, ErrorMessage = "must be from 0 to 1000000000")]
    public long? Points { get; init; }

    /// <summary>Which of the offer's classes of people the member is of; staff look at the door.</summary>
    public Eligibility? Eligibility { get; init; }

    /// <summary>The version of the offer that the member was shown: another one is 409 <c>offer_changed</c>.</summary>
    /// <example>1</example>
    [Range(1, int.MaxValue, ErrorMessage = "must be from 1 to 2147483647")]
    public required int AcceptVersion { get; init; }

    /// <summary>What the member was told to pay in money, in fen: another sum is 409 <c>price_changed</c>.</summary>
    /// <example>0</example>
    [Range(0L, Fen.MostInOneOperation, ErrorMessage = "must be from 0 to 1000000000")]
    public long? ExpectedCashFen { get; init; }
}

/// <param name="TicketIds">Which; left out: all that are valid.</param>
public sealed record CancelOrderBody(
    [property: Length(1, TicketLimits.MostPerOrder, ErrorMessage = "must have 1 to 10 ids")]
    IReadOnlyList<string>? TicketIds = null);
