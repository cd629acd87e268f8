using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Merchants.ManagingMerchants;

/// <param name="Name">As members see it.</param>
/// <param name="Category" example="book">Decides the caps.</param>
public sealed record NewMerchantBody(NameBody Name, Category Category);

/// <summary>What is left out stays as it is; null would say neither that nor anything else.</summary>
public sealed record MerchantChangeBody
{
    /// <summary>As members see it.</summary>
    [DisallowNull]
    public NameBody? Name { get; init; }

    /// <summary>Decides the caps of redemptions from now on.</summary>
    [DisallowNull]
    public Category? Category { get; init; }

    /// <summary>A suspended merchant may not quote or redeem; capture, release and refund go on.</summary>
    /// <example>suspended</example>
    [DisallowNull]
    public MerchantStatus? Status { get; init; }
}

/// <param name="Scopes">What the key may do: <c>quote</c>, <c>redeem</c>, <c>refund</c>, <c>member_id</c>, <c>offers</c>.</param>
public sealed record NewKeyBody(
    [property: Length(1, 5, ErrorMessage = "must have 1 to 5 scopes")] IReadOnlyList<string> Scopes)
    : IValidatableObject
{
    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Scopes.Except(Platform.Authenticating.Scopes.All).Any() || Scopes.Distinct().Count() != Scopes.Count)
        {
            yield return new ValidationResult(
                $"each scope once, of: {string.Join(", ", Platform.Authenticating.Scopes.All)}", [nameof(Scopes)]);
        }
    }
}

/// <param name="Id" example="key_01m6a6ft00e5q8d2vk5m3t7b9c">Names the key without revealing it.</param>
/// <param name="MerchantId" example="mch_01m6a6ft00f9v80z9fwvfeamgy">Whose key it is.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Hint" example="x7Qw">Its last four characters.</param>
/// <param name="CreatedAt">When it was issued (UTC).</param>
/// <param name="RevokedAt">When it was revoked (UTC); null while it lives.</param>
public sealed record MerchantKeyResponse(
    string Id,
    string MerchantId,
    IReadOnlyList<string> Scopes,
    string Hint,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt)
{
    internal static MerchantKeyResponse From(MerchantKeyRow row) =>
        new(row.Id, row.MerchantId, row.Scopes.Split(' '), row.Hint, row.CreatedAt, row.RevokedAt);
}

/// <param name="Key">The key itself, shown this once: send it as <c>Authorization: Bearer …</c>.</param>
/// <param name="Issued">What is kept of it.</param>
public sealed record IssuedKeyResponse(string Key, MerchantKeyResponse Issued);

/// <param name="Id" example="mch_01m6a6ft00f9v80z9fwvfeamgy">The merchant's id.</param>
/// <param name="Name">As members see it.</param>
/// <param name="Category" example="book">Decides the caps.</param>
/// <param name="Status" example="active">Whether it may quote and redeem.</param>
/// <param name="CreatedAt">When it joined (UTC).</param>
/// <param name="Keys">Its keys, newest first, revoked ones too.</param>
public sealed record MerchantResponse(
    string Id,
    NameBody Name,
    Category Category,
    MerchantStatus Status,
    DateTimeOffset CreatedAt,
    IReadOnlyList<MerchantKeyResponse> Keys)
{
    internal static MerchantResponse From(MerchantRow row, IEnumerable<MerchantKeyRow> keys) => new(
        row.Id,
        new NameBody(row.NameZh, row.NameEn),
        row.Category,
        row.Status,
        row.CreatedAt,
        [.. keys.OrderByDescending(key => key.Id).Select(MerchantKeyResponse.From)]);
}
