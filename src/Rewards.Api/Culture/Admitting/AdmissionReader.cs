using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Culture.Admitting;

/// <summary>Reads whom a merchant wants to let in, and whether what was shown is theirs.</summary>
internal sealed class AdmissionReader(DoorTargets targets, MemberNaming naming, Guesses guesses)
{
    private static readonly ScannedText Nothing = new(null, null);

    /// <returns>One of the two. Refuses <c>validation_failed</c> and <c>rate_limited</c>.</returns>
    public async Task<(AdmissionWanted? Wanted, Problem? Problem)> ReadAsync(
        AdmissionBody body, HttpContext context, CancellationToken cancellationToken)
    {
        var target = await targets.FindAsync(context.User.Id(), body.TicketIds, cancellationToken);
        if (target is not null && RefusePeople(body, target) is { } tooMany)
        {
            return (null, tooMany);
        }

        var read = body.Scanned is null ? Nothing : ScannedText.Read(context, body.Scanned, naming);
        if (read.Refusal is { } refusal)
        {
            return (null, Problem.Of(refusal));
        }

        return await IsCodeOfOthersAsync(read.Value, body, target, cancellationToken)
            ? (null, RefuseCode(context))
            : (new AdmissionWanted(context.User.Id(), target, read.Value.Member) { Body = body }, null);
    }

    /// <summary>What was typed was no guess, unless nothing was found by it.</summary>
    public void TellRight(HttpContext context, AdmissionWanted wanted, StoredAnswer answer)
    {
        if (wanted.Shown is { } shown && answer.Status != StatusCodes.Status404NotFound)
        {
            naming.TellRight(context, shown);
        }
    }

    private static Problem? RefusePeople(AdmissionBody body, DoorTarget target)
    {
        var tickets = body.TicketIds.Distinct().Count();
        return body.People is not { } people || (people >= tickets && people <= tickets * target.Content.Admits)
            ? null
            : Problem.Invalid("people", $"must be from {tickets} to {tickets * target.Content.Admits}");
    }

    /// <summary>A ticket's own code lets in that ticket only.</summary>
    private async Task<bool> IsCodeOfOthersAsync(
        ScannedText scanned, AdmissionBody body, DoorTarget? target, CancellationToken cancellationToken) =>
        scanned.TicketCode is { } code
        && target is not null
        && !(body.TicketIds.Count == 1 && await targets.IsCodeOfAsync(code, body.TicketIds[0], cancellationToken));

    private Problem RefuseCode(HttpContext context) =>
        guesses.CountWrong(context, Guess.TicketCode, context.User.KeyId()) is { } tooMany
            ? Problem.Of(tooMany)
            : Problem.Invalid("scanned", "must be the code of the one ticket that is named, or a member code");
}
