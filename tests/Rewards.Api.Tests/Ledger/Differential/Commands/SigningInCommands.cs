using Rewards.Api.Tests.Ledger.Differential.Model;

namespace Rewards.Api.Tests.Ledger.Differential.Commands;

internal static class SigningInCommands
{
    public const string UnknownCode = "UNKNOWN1";

    /// <param name="number">Of the command; names the member.</param>
    /// <param name="inviter">Null: came alone, or with a code that nobody has.</param>
    /// <param name="unknownCode">Whether it is such a code.</param>
    public static Command Register(int number, Person? inviter, bool unknownCode = false)
    {
        var name = $"m{number}";
        var code = inviter is not null ? $"~i{inviter.Name}~" : unknownCode ? UnknownCode : null;
        return new Command(CallOf(number, name, code), (town, _) =>
        {
            var person = new Person(name, town.Now, inviter);
            town.People.Add(person);
            person.Points.Earn(new Entry("signup", "issued:signup", "available", []), Rules.SignupPoints, town.Now);
            var reason = inviter is null ? "unknown_code" : Credit(inviter, person, town);
            return Show(
                person, town, isNew: true, code is null ? null : new { Credited = reason is null, Reason = reason });
        });
    }

    /// <param name="number">Of the command.</param>
    /// <param name="person">Who is known already.</param>
    /// <param name="codeOf">Whose code they send; null: none.</param>
    public static Command Return(int number, Person person, Person? codeOf)
    {
        var code = codeOf is null ? null : $"~i{codeOf.Name}~";
        return new Command(CallOf(number, person.Name, code), (town, _) =>
        {
            var reason = codeOf == person ? "own_code" : "already_registered";
            return Show(person, town, isNew: false, code is null ? null : new { Credited = false, Reason = reason });
        });
    }

    private static Call CallOf(int number, string name, string? code) =>
        new(number, "", "/v1/member/sessions", Call.Json(new { WechatCode = "sandbox-" + name, InviteCode = code }))
        {
            Creates = name,
        };

    private static string? Credit(Person inviter, Person friend, TownBook town)
    {
        var isLimitReached = inviter.FriendsCreditedIn(Rules.FirstOfMonth(town.Today)) >= Rules.InvitationsPerMonth;
        if (!isLimitReached)
        {
            inviter.Points.BookOverdue(town.Now);
            var why = new Entry("invitation", "issued:invitation", "available", []) { Reference = friend.Name };
            inviter.Points.Earn(why, Rules.InvitationPoints, town.Now);
        }

        inviter.Friends.Add((friend, isLimitReached ? 0 : Rules.InvitationPoints));
        return isLimitReached ? "monthly_limit_reached" : null;
    }

    private static Expected Show(Person person, TownBook town, bool isNew, object? invitation)
    {
        person.SessionEndsAt = town.Now + Rules.SessionFor;
        return Expected.Body(201, new
        {
            ExpiresAt = person.SessionEndsAt,
            IsNew = isNew,
            Invitation = invitation,
            Member = new { Id = person.Name, CreatedAt = person.RegisteredAt },
        });
    }
}
