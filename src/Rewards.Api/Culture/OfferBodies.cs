using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Rewards.Api.Platform.Http;
using Rewards.Domain;
using Rewards.Domain.Programmes;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>What an offer promises. What is left out has its usual value.</summary>
public record OfferVersionBody : IValidatableObject
{
    /// <summary>1 to 60 characters.</summary>
    /// <example>羽毛球 · 一小时</example>
    [Text(OfferContent.LongestTitle)]
    public required string Title { get; init; }

    /// <summary>One sentence for lists, at most 120 characters.</summary>
    /// <example>四片场地，自带球拍</example>
    [OptionalText(OfferContent.LongestSummary)]
    public string Summary { get; init; } = "";

    /// <summary>May have several lines, at most 4,000 characters.</summary>
    /// <example>请提前十分钟到场。</example>
    [Lines]
    [OptionalText(OfferContent.LongestText)]
    public string Text { get; init; } = "";

    /// <summary>Pictures that this merchant uploaded, each once, the cover first; at most 5.</summary>
    [Length(0, OfferContent.MostPictures, ErrorMessage = "must have 0 to 5 pictures")]
    public IReadOnlyList<string> PictureIds { get; init; } = [];

    /// <summary>Of one ticket, in fen (1/100 yuan).</summary>
    /// <example>0</example>
    [Range(0L, Fen.MostInOneOperation, ErrorMessage = "must be from 0 to 1000000000")]
    public required long PriceFen { get; init; }

    /// <summary>What one ticket is counted in.</summary>
    /// <example>小时</example>
    [Text(OfferContent.LongestUnit)]
    public required string Unit { get; init; }

    /// <summary>People per ticket.</summary>
    /// <example>4</example>
    [Range(1, OfferContent.MostAdmitted, ErrorMessage = "must be from 1 to 10")]
    public int Admits { get; init; } = 1;

    /// <summary>Where cash is paid: <c>free</c> (there is none), <c>online</c> or <c>at_venue</c>.</summary>
    /// <example>free</example>
    public required PaymentWay Payment { get; init; }

    /// <summary>For whom it is; none: for everybody.</summary>
    [Length(0, 6, ErrorMessage = "must have 0 to 6 classes")]
    public IReadOnlyList<Eligibility> Eligibility { get; init; } = [];

    /// <summary>What staff will look at, at most 200 characters.</summary>
    /// <example>凭军人证入场</example>
    [OptionalText(OfferContent.LongestNote)]
    public string EligibilityNote { get; init; } = "";

    /// <summary>How many tickets one member may have.</summary>
    public LimitsTerms Limits { get; init; } = new();

    /// <summary>Whether a place must be booked, and when it can be.</summary>
    public BookingTerms Booking { get; init; } = new();

    /// <summary>When one is let in.</summary>
    public AdmissionTerms Admission { get; init; } = new();

    /// <summary>Until when and at what cost one may cancel; left out: as is usual in the merchant's category.</summary>
    [DisallowNull]
    public CancellationTerms? Cancellation { get; init; }

    /// <summary>How many days goods wait to be fetched.</summary>
    /// <example>30</example>
    [Range(1, OfferContent.MostPickupDays, ErrorMessage = "must be from 1 to 365")]
    public int PickupDays { get; init; } = 30;

    /// <summary>At most 5, each at most 20 characters.</summary>
    [Length(0, OfferContent.MostTags, ErrorMessage = "must have 0 to 5 tags")]
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <inheritdoc/>
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        TextLists.MistakesIn(Tags, OfferContent.LongestTag, nameof(Tags));

    internal OfferContent ToContent(Category category, OfferKind kind) => new()
    {
        Title = Title.Normalize(),
        Summary = Summary,
        Text = Text,
        PictureIds = PictureIds,
        Price = new Fen(PriceFen),
        Unit = Unit,
        Admits = Admits,
        Payment = Payment,
        Eligibility = Eligibility,
        EligibilityNote = EligibilityNote,
        Limits = Limits.ToLimits(),
        Booking = Booking.ToRules(),
        Admission = Admission.ToRules(),
        Cancellation = Cancellation?.ToRules() ?? CancellationRules.UsualFor(category, kind),
        PickupDays = PickupDays,
        Tags = Tags,
    };
}

/// <summary>A new offer with its first version.</summary>
public sealed record NewOfferBody : OfferVersionBody
{
    /// <summary><c>slot</c>: it takes place. <c>goods</c>: it is fetched.</summary>
    /// <example>slot</example>
    public required OfferKind Kind { get; init; }

    /// <summary>Where; null: not said.</summary>
    /// <example>ven_01m6a6ft00e8cr5n3j7k2q9w4x</example>
    [StringLength(40, MinimumLength = 1, ErrorMessage = "must have 1 to 40 characters")]
    public string? VenueId { get; init; }

    /// <summary>How many there are, for goods; null for what takes place.</summary>
    /// <example>null</example>
    [Range(0, 1_000_000, ErrorMessage = "must be from 0 to 1000000")]
    public int? Stock { get; init; }

    /// <summary>Shown to nobody before (UTC); null: as soon as it is approved.</summary>
    public DateTimeOffset? PublishAt { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var fault in base.Validate(validationContext))
        {
            yield return fault;
        }

        if ((Kind == OfferKind.Goods) != (Stock is not null))
        {
            yield return new ValidationResult("must be there for goods, and for nothing else", [nameof(Stock)]);
        }
    }
}

/// <summary>What of goods may change without a new version.</summary>
/// <param name="Stock" example="40">How many there are: not fewer than are taken.</param>
public sealed record OfferChangeBody(
    [property: Range(0, 1_000_000, ErrorMessage = "must be from 0 to 1000000")] int Stock);

/// <summary>Short texts in a list: each is there, and none too long.</summary>
internal static class TextLists
{
    public static IEnumerable<ValidationResult> MistakesIn(IReadOnlyList<string> texts, int longest, string name) =>
        texts.Index()
            .Where(text => text.Item is not { Length: > 0 } || !PlainText.Fits(text.Item, longest))
            .Select(text => new ValidationResult($"must have 1 to {longest} characters", [$"{name}[{text.Index}]"]));
}
