using System.ComponentModel.DataAnnotations;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Http;
using Rewards.Domain;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Merchants.Redeeming;

/// <summary>What a member buys, and with how many points: the same for a quote and for a redemption.</summary>
public abstract record PurchaseBody : IValidatableObject
{
    /// <summary>
    /// The one-time code that the member shows, scanned or typed: 88 characters of <c>0–9</c> and <c>A–F</c>
    /// (<c>^[0-9A-F]{88}$</c>), or the 10 digits that their page shows on demand (<c>^[0-9]{5} ?[0-9]{5}$</c>). Blanks
    /// and a line end that a scanner adds behind it are taken. Either this or <c>member_id</c>.
    /// </summary>
    [Scanned]
    [StringLength(200, MinimumLength = 1, ErrorMessage = "must have 1 to 200 characters")]
    public string? MemberCode { get; init; }

    /// <summary>The member, for keys with the scope <c>member_id</c>. Either this or <c>member_code</c>.</summary>
    [StringLength(40, MinimumLength = 1, ErrorMessage = "must have 1 to 40 characters")]
    public string? MemberId { get; init; }

    /// <summary>What is bought: 1 to 100 lines, at most 1,000,000,000 fen in all.</summary>
    [Length(1, 100, ErrorMessage = "must have 1 to 100 lines")]
    public required IReadOnlyList<PurchaseItem> Items { get; init; }

    /// <summary>
    /// How many points to use. Left out: as many as the limits allow. 0: none, and the purchase is only recorded.
    /// </summary>
    [Range(0L, Domain.Points.MostInOneOperation, ErrorMessage = "must be from 0 to 1000000000")]
    public long? Points { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if ((MemberCode is null) == (MemberId is null))
        {
            yield return new ValidationResult("send member_code or member_id, and not both", [nameof(MemberCode)]);
        }

        if (ToPurchase().Refusal is not null)
        {
            yield return new ValidationResult("may cost at most 1000000000 fen in all", [nameof(Items)]);
        }
    }

    internal Outcome<Purchase> ToPurchase() => Purchase.Of([.. Items.Select(item => item.ToLine())]);

    internal Points? Requested() => Points is { } points ? new Points(points) : null;
}
