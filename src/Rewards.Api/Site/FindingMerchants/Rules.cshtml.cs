using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Site.Inviting;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Site.FindingMerchants;

/// <summary>
/// 规则: the programme in plain words, made from its document: a new version is in force here as it is at the till.
/// </summary>
public sealed class RulesModel(ReferenceData reference, Text text) : PageModel
{
    public Programme Programme => reference.Programme;

    public IEnumerable<(string Title, IReadOnlyList<string> Rules)> Parts =>
    [
        (text["rules.earning"], Earning()),
        (text["rules.inviting"], [.. InvitationRules.InWords(Programme.Earning, text)]),
        (text["rules.spending"], Spending()),
        (text["rules.expiring"], Expiring()),
    ];

    private IReadOnlyList<string> Earning() =>
    [
        text["rules.signup", Programme.Earning.SignupPoints.Value],
        text["rules.check_in", Programme.Earning.CheckInPoints.Value],
        text["rules.bonus", Programme.Earning.StreakBonusEveryDays, Programme.Earning.StreakBonusPoints.Value],
    ];

    private IReadOnlyList<string> Spending() =>
    [
        text["rules.rate", Programme.Rate.FenPerPoint, Text.Yuan(Programme.Rate.FenPerPoint * 100)],
        .. CapWords.OfAll(Programme, text),
        text["rules.hold", (int)Programme.HoldFor.TotalMinutes],
        text["rules.order"],
    ];

    private IReadOnlyList<string> Expiring() =>
    [
        text["rules.valid", Programme.Expiry.ValidMonths],
        text["rules.grace", Programme.Expiry.GraceDays],
    ];
}
