using System.ComponentModel.DataAnnotations;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Operators.ManagingOperators;

/// <summary>A person of the city bureau.</summary>
/// <param name="Name" example="李四">1 to 100 characters.</param>
/// <param name="Role" example="auditor">What they may do; another role is another operator.</param>
/// <param name="Days" example="90">
/// How many days the token lives, 1 to 366; left out: as many as the setting <c>Operators:TokenDays</c> says.
/// </param>
public sealed record NewOperatorBody(
    [property: Name] string Name,
    OperatorRole Role,
    [property: TokenDays] int? Days = null);

/// <summary>What may be said about a new token.</summary>
/// <param name="Hint" example="x7Qw">
/// The last four characters of the token to be replaced: when it is not the operator's any more, nothing is done.
/// Left out: the one that is there when the request comes.
/// </param>
/// <param name="Days" example="90">
/// How many days the new token lives, 1 to 366; left out: as many as the setting <c>Operators:TokenDays</c> says.
/// </param>
public sealed record ReplacementBody(
    [property: StringLength(4, MinimumLength = 4, ErrorMessage = "must have 4 characters")] string? Hint = null,
    [property: TokenDays] int? Days = null);

/// <param name="Id" example="opr_01m6a6ft00e5q8d2vk5m3t7b9c">
/// The operator's id: it stays when the token is replaced.
/// </param>
/// <param name="Name" example="李四">The person's name.</param>
/// <param name="Role" example="auditor">What they may do.</param>
/// <param name="Status" example="active">Whether the token opens anything now.</param>
/// <param name="Hint" example="x7Qw">The token's last four characters; null when it is older than hints are.</param>
/// <param name="CreatedAt">When the operator was added (UTC).</param>
/// <param name="CreatedBy" example="operator:opr_01m6a6ft00e5q8d2vk5m3t7b9c">
/// Who added them: an operator, <c>command_line</c> or <c>sandbox</c>; null when that was not kept yet.
/// </param>
/// <param name="CreatedByName" example="王五">What the operator who added them is called; null: it was none.</param>
/// <param name="ExpiresAt">The first instant at which the token opens nothing (UTC); null: it has no end.</param>
/// <param name="LastUsedAt">
/// When the token was last used (UTC), up to a minute late; null: never yet. A new token begins anew.
/// </param>
/// <param name="RevokedAt">When the operator was revoked (UTC); null: was not.</param>
public sealed record OperatorResponse(
    string Id,
    string Name,
    OperatorRole Role,
    OperatorStatus Status,
    string? Hint,
    DateTimeOffset CreatedAt,
    string? CreatedBy,
    string? CreatedByName,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt)
{
    internal static OperatorResponse From(OperatorRow row, DateTimeOffset now, NamesFound names) => new(
        row.Id,
        row.Name,
        row.Role,
        row.StatusAt(now),
        row.Hint,
        row.CreatedAt,
        row.CreatedBy,
        names[row.CreatedBy],
        row.ExpiresAt,
        row.LastUsedAt,
        row.RevokedAt);
}

/// <param name="Token">The token itself, shown this once: send it as <c>Authorization: Bearer …</c>.</param>
/// <param name="Issued">What is kept of it.</param>
public sealed record IssuedTokenResponse(string Token, OperatorResponse Issued)
{
    internal static IssuedTokenResponse From(IssuedToken issued, NamesFound names) =>
        new(issued.Secret, OperatorResponse.From(issued.Row, issued.At, names));
}

/// <summary>The one rule for how long a token may live.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TokenDaysAttribute : RangeAttribute
{
    public const string Rule = "must be from 1 to 366";

    public TokenDaysAttribute()
        : base(1, OperatorOptions.MostDays) => ErrorMessage = Rule;
}
