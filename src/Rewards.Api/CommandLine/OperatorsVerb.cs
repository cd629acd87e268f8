using System.CommandLine;
using Rewards.Api.Auditing;
using Rewards.Api.Authenticating;
using Rewards.Api.Reference;
using Rewards.Api.Store;
using Rewards.Api.Store.Rows;
using Rewards.Domain.Programmes;

namespace Rewards.Api.CommandLine;

/// <summary><c>operators add</c>.</summary>
internal static class OperatorsVerb
{
    public static Command Create()
    {
        var json = Terminal.JsonOption();
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
        var add = new Command("add", "Add an operator. The bearer token is shown once.") { name, role, json };
        add.SetAction(parsed =>
        {
            using var app = Terminal.Services(parsed);
            var (token, id) = Add(
                app.Services, parsed.GetValue(name)!, WireName.Parse<OperatorRole>(parsed.GetValue(role)!));
            Terminal.Answer(parsed.GetValue(json), new { Token = token, OperatorId = id }, [token]);
            return ExitCodes.Done;
        });
        return new Command("operators", "People of the city bureau.") { add };
    }

    private static (string Token, string Id) Add(IServiceProvider services, string name, OperatorRole role)
    {
        using var db = Terminal.OpenForWriting(services);
        using var transaction = db.Database.BeginTransaction();
        var clock = services.GetRequiredService<Clock>();
        clock.Offset = ReferenceSnapshot.OffsetOf(db);
        var (token, now) = (Secrets.New("op_live_"), clock.GetUtcNow());
        var row = new OperatorRow
        {
            Id = TypeId.New(TypeId.Operator, now),
            Name = name,
            Role = role,
            TokenHash = Secrets.Hash(token),
            CreatedAt = now,
        };
        db.Add(row);
        db.Add(AuditRecord.By(AuditRecord.CommandLine, now, "operator.added", row.Id, new { name, role }));
        ServiceState.RaiseReferenceVersion(db);
        db.SaveChanges();
        transaction.Commit();
        return (token, row.Id);
    }
}
