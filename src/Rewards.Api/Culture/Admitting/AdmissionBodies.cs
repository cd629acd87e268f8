using System.ComponentModel.DataAnnotations;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Admitting;

/// <summary>What was shown at a door, and at which one.</summary>
public abstract record DoorBody
{
    /// <summary>The venue at which it is shown: tickets for others are <c>wrong_venue</c>. Left out: any.</summary>
    [StringLength(40, MinimumLength = 1, ErrorMessage = "must have 1 to 40 characters")]
    public string? VenueId { get; init; }

    /// <summary>The slot at which it is shown: tickets for others are <c>wrong_slot</c>. Left out: any.</summary>
    [StringLength(40, MinimumLength = 1, ErrorMessage = "must have 1 to 40 characters")]
    public string? SlotId { get; init; }
}

/// <summary>What was shown.</summary>
public sealed record LookupBody : DoorBody
{
    /// <summary>
    /// A ticket's code or QR text, or a member code, scanned or typed. Blanks and a line end that a scanner adds behind
    /// it are taken.
    /// </summary>
    /// <example>TKT:7KQ4M2XP</example>
    [Scanned]
    [StringLength(200, MinimumLength = 1, ErrorMessage = "must have 1 to 200 characters")]
    public required string Scanned { get; init; }
}

/// <summary>Whom to let in.</summary>
public sealed record AdmissionBody : DoorBody, IValidatableObject
{
    /// <summary>1 to 10 tickets of one order.</summary>
    [Length(1, TicketLimits.MostPerOrder, ErrorMessage = "must have 1 to 10 ids")]
    public required IReadOnlyList<string> TicketIds { get; init; }

    /// <summary>
    /// What was shown: a ticket's own code or QR text lets in that ticket only, a member code all that are named, and is
    /// used up by it. Left out with <c>manual</c> only.
    /// </summary>
    /// <example>TKT:7KQ4M2XP</example>
    [Scanned]
    [StringLength(200, MinimumLength = 1, ErrorMessage = "must have 1 to 200 characters")]
    public string? Scanned { get; init; }

    /// <summary>Nothing could be scanned: operators find each such admission in the audit.</summary>
    public bool Manual { get; init; }

    /// <summary>How many people come in: one a ticket, to as many as the tickets let in. Left out: all of them.</summary>
    /// <example>1</example>
    [Range(1, TicketLimits.MostPerOrder * OfferContent.MostAdmitted, ErrorMessage = "must be from 1 to 100")]
    public int? People { get; init; }

    /// <summary>What staff looked at where an offer is for some people only: its kind, and nothing else.</summary>
    public DocumentKind? DocumentKind { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Scanned is null != Manual)
        {
            yield return new ValidationResult("must be sent, or manual must be true, and not both", [nameof(Scanned)]);
        }
    }
}

/// <param name="Reason" example="暴雨停运">Why, 1 to 200 characters.</param>
public sealed record ForgiveBody([property: Text(SlotRow.LongestReason)] string Reason);

/// <summary>People without an order.</summary>
/// <param name="Places" example="1">How many places they take.</param>
/// <param name="People" example="2">How many they are: at least one a place, and no more than the places let in.</param>
/// <param name="Eligibility">Which of the offer's classes of people they are of, where it is for some only.</param>
public sealed record WalkInBody(
    [property: Range(1, SlotRow.MostPlaces, ErrorMessage = "must be from 1 to 100000")] int Places,
    [property: Range(1, SlotRow.MostPlaces, ErrorMessage = "must be from 1 to 100000")] int People,
    Eligibility? Eligibility = null);
