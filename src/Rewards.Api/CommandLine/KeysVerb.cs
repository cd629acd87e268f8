using System.CommandLine;
using Rewards.Api.Auditing;
using Rewards.Api.Authenticating;
using Rewards.Api.ManagingMerchants;
using Rewards.Api.Reference;
using Rewards.Api.Sandbox;
using Rewards.Api.Store;

namespace Rewards.Api.CommandLine;

/// <summary><c>keys issue</c>; and, for the key that seals secrets, <c>keys init</c> and <c>keys rotate</c>.</summary>
internal static class KeysVerb
{
    public static Command Create()
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
        issue.SetAction(parsed =>
        {
            using var app = Terminal.Services(parsed);
            var (secret, id) = Issue(app.Services, parsed.GetValue(merchant)!, parsed.GetValue(scopes)!);
            Terminal.Answer(parsed.GetValue(json), new { Key = secret, KeyId = id }, [secret]);
            return ExitCodes.Done;
        });
        return new Command("keys", "Merchants' credentials, and the key that seals the database's secrets.")
        {
            issue,
            SealingVerbs.Init(),
            SealingVerbs.Rotate(),
        };
    }

    private static (string Secret, string Id) Issue(IServiceProvider services, string merchantId, string[] scopes)
    {
        using var db = Terminal.OpenForWriting(services);
        using var transaction = db.Database.BeginTransaction();
        var clock = services.GetRequiredService<Clock>();
        clock.Offset = ReferenceSnapshot.OffsetOf(db);
        var prefix = services.GetRequiredService<SandboxMode>().IsOn
            ? MerchantKeys.SandboxPrefix
            : MerchantKeys.LivePrefix;
        var issued = MerchantKeys.Issue(db, merchantId, scopes, (prefix, clock.GetUtcNow()));
        if (issued.Refusal is { } refusal)
        {
            throw new StartException($"--merchant: {refusal.Detail}");
        }

        var (secret, row) = issued.Value;
        db.Add(AuditRecord.By(AuditRecord.CommandLine, row.CreatedAt, "merchant_key.issued", row.Id, new { scopes }));
        ServiceState.RaiseReferenceVersion(db);
        db.SaveChanges();
        transaction.Commit();
        return (secret, row.Id);
    }
}
