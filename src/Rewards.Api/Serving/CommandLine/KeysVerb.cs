using System.CommandLine;
using Rewards.Api.Merchants.ManagingMerchants;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Serving.CommandLine;

/// <summary>
/// <c>keys issue</c>, <c>list</c> and <c>revoke</c>: merchants' credentials. And, for the key that seals secrets,
/// <c>keys init</c> and <c>keys rotate</c>.
/// </summary>
internal static class KeysVerb
{
    public static Command Create() =>
        new("keys", "Merchants' keys (issue, list, revoke), and the key that seals secrets (init, rotate).")
        {
            Issue(),
            List(),
            Revoke(),
            SealingVerbs.Init(),
            SealingVerbs.Rotate(),
        };

    private static Command Issue()
    {
        var json = Terminal.JsonOption();
        var merchant = new Option<string>("--merchant") { Description = "The merchant's id, mch_….", Required = true };
        var scopes = new Option<string[]>("--scope")
        {
            Description = "What the key may do; give it once for each scope.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [Scopes.Quote, Scopes.Redeem, Scopes.Refund],
        };
        scopes.AcceptOnlyFromAmong([.. Scopes.All]);
        var issue = new Command("issue", "Issue a merchant's key. It is shown once.") { merchant, scopes, json };
        issue.Aliases.Add("add");
        issue.SetAction(parsed =>
        {
            using var app = Terminal.Services(parsed);
            var prefix = MerchantKeys.PrefixFor(app.Services.GetRequiredService<SandboxMode>());
            var (secret, row) = Terminal.Edit(app.Services, (db, now) =>
            {
                var outcome = MerchantKeys.Issue(
                    db, parsed.GetValue(merchant)!, parsed.GetValue(scopes)!, (prefix, now));
                return (outcome, outcome.Refusal is null ? MerchantKeyActs.Issued(outcome.Value.Row) : null);
            });
            Terminal.Answer(parsed.GetValue(json), new { Key = secret, KeyId = row.Id }, [secret]);
            return ExitCodes.Done;
        });
        return issue;
    }

    private static Command List()
    {
        var json = Terminal.JsonOption();
        var merchant = new Option<string?>("--merchant") { Description = "Of one merchant; of all if left out." };
        var list = new Command("list", "List merchants' keys, revoked ones too. The keys themselves are not kept.")
        {
            merchant,
            json,
        };
        list.SetAction(parsed =>
        {
            using var app = Terminal.Services(parsed);
            using var db = Terminal.Existing(app.Services).OpenForReading();
            var wanted = parsed.GetValue(merchant);
            var names = db.Merchants.ToDictionary(row => row.Id, row => row.NameZh);
            MerchantKeyRow[] keys =
                [.. db.MerchantKeys.Where(key => wanted == null || key.MerchantId == wanted).OrderBy(key => key.Id)];
            string[] header = ["id", "merchant", "key", "scopes", "created", "revoked", "name"];
            Terminal.Answer(
                parsed.GetValue(json),
                keys.Select(MerchantKeyResponse.From),
                Terminal.Columns([header, .. keys.Select(key => LineOf(key, names[key.MerchantId]))]));
            return ExitCodes.Done;
        });
        return list;
    }

    private static Command Revoke()
    {
        var json = Terminal.JsonOption();
        var id = new Argument<string>("ID") { Description = "The key's id, key_…." };
        var revoke = new Command("revoke", "Revoke a merchant's key: it is dead within a second.") { id, json };
        revoke.SetAction(parsed =>
        {
            using var app = Terminal.Services(parsed);
            var revoked = Terminal.Edit(app.Services, (db, now) =>
            {
                var outcome = MerchantKeys.Revoke(db, parsed.GetValue(id)!, merchantId: null, now);
                var hasChanged = outcome is { Refusal: null, Value.HasChanged: true };
                return (outcome, hasChanged ? MerchantKeyActs.Revoked(outcome.Value.Row) : null);
            });
            var answer = MerchantKeyResponse.From(revoked.Row);
            Terminal.Answer(
                parsed.GetValue(json), answer, [$"revoked {answer.Id} at {Terminal.Shown(answer.RevokedAt, "")}"]);
            return ExitCodes.Done;
        });
        return revoke;
    }

    private static string[] LineOf(MerchantKeyRow key, string name) =>
    [
        key.Id, key.MerchantId, $"…{key.Hint}", key.Scopes, Terminal.Shown(key.CreatedAt, ""),
        Terminal.Shown(key.RevokedAt, "no"), name,
    ];
}
