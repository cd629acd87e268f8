using Rewards.Api.Platform.Authenticating;
using Rewards.Domain;

namespace Rewards.Api.Merchants.Redeeming;

/// <summary>Whom a merchant means: a member by id, or by the code that they show.</summary>
/// <param name="MemberId">Null: the code is not one of ours.</param>
/// <param name="Code">Null: named by id, or the code is not one of ours.</param>
/// <param name="CodeRefusal">Set for a code that is not one of ours.</param>
public sealed record NamedMember(string? MemberId, MemberCode? Code, Refusal? CodeRefusal)
{
    public static NamedMember In(PurchaseBody body, SigningKeys keys)
    {
        if (body.MemberCode is null)
        {
            return new NamedMember(body.MemberId, null, null);
        }

        var code = Platform.Authenticating.MemberCode.Read(body.MemberCode, keys);
        return code.Refusal is { } refusal
            ? new NamedMember(null, null, refusal)
            : new NamedMember(code.Value.MemberId, code.Value, null);
    }

    /// <returns>Null, or <c>member_code_invalid</c>, <c>member_code_used</c> or <c>member_code_expired</c>.</returns>
    public Refusal? RefuseCode(bool isUsed, DateTimeOffset now) =>
        CodeRefusal is not null ? CodeRefusal
        : Code is null ? null
        : Code.ExpiresAt > now + Platform.Authenticating.MemberCode.LongestLife
            ? new Refusal("member_code_invalid", "The code claims to live longer than any that this service made.")
        : isUsed ? new Refusal("member_code_used", "A code pays once. Ask the member for a new one.")
        : now >= Code.ExpiresAt
            ? new Refusal("member_code_expired", "A code lives 60 seconds. Ask the member for a new one.")
        : null;
}
