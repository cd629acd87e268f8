using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Site.FindingMerchants;
using Rewards.Api.Site.Inviting;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Site.AskingForHelp;

/// <summary>
/// 帮助: what people ask, answered from the programme in force; and the number of the request that failed, for who calls.
/// </summary>
public sealed partial class HelpModel(ReferenceData reference, Text text) : PageModel
{
    private Programme Programme => reference.Programme;

    private EarningRules Earning => Programme.Earning;

    [FromQuery(Name = "request")]
    public string? Asked { get; set; }

    /// <summary>Null: none, or what no request of ours is called. Nobody else's words stand on our page.</summary>
    public string? FailedRequest => Asked is not null && OwnId.IsMatch(Asked) ? Asked : null;

    public string OperatedBy => Programme.OperatedBy;

    public IEnumerable<(string Question, IReadOnlyList<string> Answers)> Questions =>
    [
        (text["help.earn"],
        [
            text["rules.signup", Earning.SignupPoints.Value],
            text["rules.check_in", Earning.CheckInPoints.Value],
            text["rules.bonus", Earning.StreakBonusEveryDays, Earning.StreakBonusPoints.Value],
            text["invite.rule_points", Earning.InvitationPoints.Value],
        ]),
        (text["help.spend"],
        [
            text["rules.rate", Programme.Rate.FenPerPoint, Text.Yuan(Programme.Rate.FenPerPoint * 100)],
            .. CapWords.OfAll(Programme, text),
        ]),
        (text["help.expire"],
            [text["rules.valid", Programme.Expiry.ValidMonths], text["rules.order"], text["help.expire_where"]]),
        (text["help.streak"], [text["help.streak_text"], text["help.day"]]),
        (text["help.invite"], [.. InvitationRules.InWords(Earning, text)]),
        (text["help.refused"],
        [
            text["help.refused_life", (int)MemberCode.Lifetime.TotalSeconds],
            text["help.refused_points"],
            text["help.refused_scan"],
        ]),
        (text["help.held"], [text["rules.hold", (int)Programme.HoldFor.TotalMinutes]]),
        (text["help.refund"], [text["terms.6.text"], text["rules.grace", Programme.Expiry.GraceDays]]),
        (text["help.lost"],
        [
            text["help.lost_points"],
            text["help.lost_session", (int)Members.SigningIn.SignIn.SessionLifetime.TotalDays],
            text["help.lost_call", OperatedBy],
        ]),
        (text["help.close"], [text["privacy.6.text", OperatedBy]]),
    ];

    /// <summary>As requests are named here: see <c>EveryAnswer</c>.</summary>
    [GeneratedRegex(@"\A[0-9a-f]{32}\z", RegexOptions.NonBacktracking)]
    private static partial Regex OwnId { get; }
}
