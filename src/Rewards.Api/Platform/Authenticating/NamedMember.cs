using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;

namespace Rewards.Api.Platform.Authenticating;

/// <summary>Whom a merchant means: a member by id, or by the code that they show.</summary>
/// <param name="MemberId">Null: the code is not one of ours.</param>
/// <param name="Code">Null: named by id, or the code is not one of ours.</param>
/// <param name="CodeRefusal">Set for a code that is not one of ours.</param>
public sealed record NamedMember(string? MemberId, MemberCode? Code, Refusal? CodeRefusal)
{
    /// <summary>Digits that a till typed: nobody, until the database says whose they are. Null: none were.</summary>
    public string? Typed { get; private init; }

    public static NamedMember In(string? memberId, string? memberCode, SigningKeys keys)
    {
        if (memberCode is null)
        {
            return new NamedMember(memberId, null, null);
        }

        if (TypedCode.In(memberCode) is { } digits)
        {
            var unknown = new Refusal("member_code_invalid", "The digits are not those of a code that lives.");
            return new NamedMember(null, null, unknown) { Typed = digits };
        }

        var code = MemberCode.Read(memberCode, keys);
        return code.Refusal is { } refusal
            ? new NamedMember(null, null, refusal)
            : new NamedMember(code.Value.MemberId, code.Value, null);
    }

    /// <param name="row">What is kept for the digits; null: nothing.</param>
    public NamedMember By(TypedCodeRow? row) => row is null
        ? this
        : new NamedMember(row.MemberId, new MemberCode(row.MemberId, row.ExpiresAt, row.Nonce), null);

    /// <returns>Null, or <c>member_code_invalid</c>, <c>member_code_used</c> or <c>member_code_expired</c>.</returns>
    public Refusal? RefuseCode(bool isUsed, DateTimeOffset now) =>
        CodeRefusal is not null ? CodeRefusal
        : Code is null ? null
        : Code.ExpiresAt > now + MemberCode.LongestLife
            ? new Refusal("member_code_invalid", "The code claims to live longer than any that this service made.")
        : isUsed ? new Refusal("member_code_used", "A code pays once. Ask the member for a new one.")
        : now >= Code.ExpiresAt
            ? new Refusal("member_code_expired", "A code lives 60 seconds. Ask the member for a new one.")
        : null;
}
