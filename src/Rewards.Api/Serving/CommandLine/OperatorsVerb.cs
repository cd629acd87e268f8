using System.CommandLine;
using Rewards.Api.Operators.ManagingOperators;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Serving.CommandLine;

/// <summary><c>operators add</c>, <c>list</c>, <c>replace</c> and <c>revoke</c>.</summary>
internal static class OperatorsVerb
{
    public static Command Create() =>
        new("operators", "People of the city bureau, and their tokens.") { Add(), List(), Replace(), Revoke() };

    private static Command Add()
    {
        var (json, days) = (Terminal.JsonOption(), DaysOption());
        var name = new Option<string>("--name") { Description = "The person's name.", Required = true };
        var role = new Option<string>("--role") { Description = "What they may do.", Required = true };
        name.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string>() is { } text && !BilingualText.IsName(text))
            {
                given.AddError($"--name: {BilingualText.NameRule}");
            }
        });
        role.AcceptOnlyFromAmong([.. Enum.GetValues<OperatorRole>().Select(WireName.Of)]);
        var add = new Command("add", "Add an operator. The token is shown once.") { name, role, days, json };
        add.SetAction(parsed =>
        {
            using var app = Terminal.Services(parsed);
            var tokens = app.Services.GetRequiredService<OperatorTokens>();
            var wanted = WireName.Parse<OperatorRole>(parsed.GetValue(role)!);
            var issued = Terminal.Edit(app.Services, (db, now) =>
            {
                var order = new TokenOrder(AuditRecord.CommandLine, parsed.GetValue(days), now);
                var added = tokens.Add(db, parsed.GetValue(name)!, wanted, order);
                return ((Outcome<IssuedToken>)added, OperatorActs.Added(added.Row));
            });
            return Answer(parsed.GetValue(json), issued);
        });
        return add;
    }

    private static Command List()
    {
        var json = Terminal.JsonOption();
        var list = new Command("list", "List operators: roles, tokens, ends, last uses.") { json };
        list.SetAction(parsed =>
        {
            using var app = Terminal.Services(parsed);
            using var db = Terminal.Existing(app.Services).OpenForReading();
            var now = Terminal.ClockOf(app.Services, db).GetUtcNow();
            OperatorRow[] rows = [.. db.Operators.OrderBy(row => row.Id)];
            var names = new NamesFound(rows.ToDictionary(row => row.Id, row => row.Name));
            OperatorResponse[] operators = [.. rows.Select(row => OperatorResponse.From(row, now, names))];
            string[] header = ["id", "role", "status", "token", "expires", "last used", "name"];
            Terminal.Answer(
                parsed.GetValue(json), operators, Terminal.Columns([header, .. operators.Select(LineOf)]));
            return ExitCodes.Done;
        });
        return list;
    }

    private static Command Replace()
    {
        var (json, days, id) = (Terminal.JsonOption(), DaysOption(), IdArgument());
        var replace = new Command("replace", "Give an operator a new token, shown once. The old one is dead.")
        {
            id,
            days,
            json,
        };
        replace.SetAction(parsed =>
        {
            using var app = Terminal.Services(parsed);
            var tokens = app.Services.GetRequiredService<OperatorTokens>();
            var issued = Terminal.Edit(app.Services, (db, now) =>
            {
                var order = new TokenOrder(AuditRecord.CommandLine, parsed.GetValue(days), now);
                var outcome = tokens.Replace(db, parsed.GetValue(id)!, hint: null, order);
                return (outcome, outcome.Refusal is null ? OperatorActs.Replaced(outcome.Value.Row) : null);
            });
            return Answer(parsed.GetValue(json), issued);
        });
        return replace;
    }

    private static Command Revoke()
    {
        var (json, id) = (Terminal.JsonOption(), IdArgument());
        var revoke = new Command("revoke", "Revoke an operator for good: the token is dead within a second.")
        {
            id,
            json,
        };
        revoke.SetAction(parsed =>
        {
            using var app = Terminal.Services(parsed);
            var names = new NamesFound(new Dictionary<string, string>());
            var revoked = Terminal.Edit(app.Services, (db, now) =>
            {
                names = new NamesFound(db.Operators.ToDictionary(row => row.Id, row => row.Name));
                var outcome = OperatorTokens.Revoke(db, parsed.GetValue(id)!, now);
                var hasChanged = outcome is { Refusal: null, Value.HasChanged: true };
                return (outcome, hasChanged ? OperatorActs.Revoked(outcome.Value.Row) : null);
            });
            var answer = OperatorResponse.From(revoked.Row, revoked.Row.RevokedAt!.Value, names);
            Terminal.Answer(
                parsed.GetValue(json), answer, [$"revoked {answer.Id} at {Terminal.Shown(answer.RevokedAt, "")}"]);
            return ExitCodes.Done;
        });
        return revoke;
    }

    private static int Answer(bool asJson, IssuedToken issued)
    {
        var answer = new { Token = issued.Secret, OperatorId = issued.Row.Id, issued.Row.ExpiresAt };
        Terminal.Answer(asJson, answer, [issued.Secret]);
        return ExitCodes.Done;
    }

    private static string[] LineOf(OperatorResponse person) =>
    [
        person.Id, WireName.Of(person.Role), WireName.Of(person.Status), $"…{person.Hint}",
        Terminal.Shown(person.ExpiresAt, "no end"), Terminal.Shown(person.LastUsedAt, "never"), person.Name,
    ];

    private static Argument<string> IdArgument() => new("ID") { Description = "The operator's id, opr_…." };

    private static Option<int?> DaysOption()
    {
        var days = new Option<int?>("--days")
        {
            Description = $"How many days the token lives; {OperatorOptions.Section}:TokenDays if left out.",
        };
        days.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int?>() is < 1 or > OperatorOptions.MostDays)
            {
                given.AddError($"--days: {TokenDaysAttribute.Rule}");
            }
        });
        return days;
    }
}
