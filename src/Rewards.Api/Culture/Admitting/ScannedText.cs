using Rewards.Api.Platform.Authenticating;
using Rewards.Domain;

namespace Rewards.Api.Culture.Admitting;

/// <summary>What was shown at a door: a ticket, or a member.</summary>
/// <param name="TicketCode">Null: it is none of a ticket's.</param>
/// <param name="Member">Null: it is a ticket's.</param>
internal sealed record ScannedText(string? TicketCode, NamedMember? Member)
{
    /// <summary>Refuses <c>rate_limited</c>: typed digits and signed codes can be guessed at.</summary>
    public static Outcome<ScannedText> Read(HttpContext context, string scanned, MemberNaming naming)
    {
        if (Culture.TicketCode.In(scanned) is { } code)
        {
            return new ScannedText(code, null);
        }

        var member = naming.Read(context, null, scanned.Trim());
        return member.Refusal is { } refusal ? refusal : new ScannedText(null, member.Value);
    }
}
