using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Domain;

namespace Rewards.Api.Platform.Authenticating;

/// <summary>Reads whom a merchant's request names, for every call that may name a member.</summary>
internal sealed class MemberNaming(SigningKeys keys, Guesses guesses, TypedGuesses typed)
{
    /// <param name="context">Whose request it is in.</param>
    /// <param name="memberId">Asks for trust: a key without the scope may take member codes only.</param>
    /// <param name="memberCode">As scanned or typed.</param>
    /// <returns>
    /// A code that is not one of ours is the rules' to refuse, in their order. Refuses <c>scope_missing</c>, and
    /// <c>rate_limited</c> for one such code too many. Typed ones count as wrong until <see cref="TellRight"/>.
    /// </returns>
    public Outcome<NamedMember> Read(HttpContext context, string? memberId, string? memberCode)
    {
        if (memberId is not null && !context.User.HasScope(Scopes.MemberId))
        {
            return MerchantFilters.ScopeMissing(Scopes.MemberId);
        }

        var member = NamedMember.In(memberId, memberCode, keys);
        if (member.Typed is not null)
        {
            return typed.Take(context, context.User.KeyId()!) is { } enough ? enough : member;
        }

        return member.CodeRefusal is not null
            && guesses.CountWrong(context, Guess.MemberCode, context.User.KeyId()) is { } tooMany
                ? tooMany
                : member;
    }

    /// <summary>What was typed was no guess.</summary>
    public void TellRight(HttpContext context, NamedMember member)
    {
        if (member.Typed is not null)
        {
            typed.GiveBack(context.User.KeyId()!);
        }
    }
}
