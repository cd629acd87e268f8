using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Paying.Stripe;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Serving.Sandbox.Stripe;

namespace Rewards.Api.Serving.Sandbox;

/// <summary>Puts demo credentials into the database, and keeps a database that has them out of Production.</summary>
public sealed class SandboxSetup(SandboxMode mode, IOptions<StripeOptions> stripe, Clock clock)
{
    /// <summary>
    /// Makes a database that holds no programme yet the sandbox's own. One that holds one without this mark is
    /// somebody's real ledger, and gets neither credentials that everybody knows nor a clock that can be moved.
    /// </summary>
    public void MarkIfEmpty(RewardsDb db)
    {
        if (mode.IsOn && !db.ProgrammeVersions.Any() && ServiceState.Get(db, ServiceState.SandboxClockOffset) is null)
        {
            ServiceState.Set(db, ServiceState.SandboxClockOffset, "0");
        }
    }

    /// <exception cref="StartException">
    /// The database was used with the sandbox and this is not one, or the other way round; or its clock is not Stripe's.
    /// </exception>
    public void Prepare(RewardsDb db)
    {
        if (!mode.IsOn)
        {
            RefuseSandboxDatabase(db);
            return;
        }

        if (ServiceState.Get(db, ServiceState.SandboxClockOffset) is null)
        {
            throw new StartException(
                $"{Database.ConfigurationKey}: this database was not made by the sandbox: it would get demo "
                + "credentials that everybody knows. Use another one, or set the environment to Production.");
        }

        RefuseMovedClock(db);
        AddCredentials(db);
    }

    private void RefuseMovedClock(RewardsDb db)
    {
        if (!FakeStripe.IsMeantBy(stripe.Value) && ReferenceSnapshot.OffsetOf(db) != TimeSpan.Zero)
        {
            throw new StartException(
                "Stripe:SecretKey: this sandbox's clock was moved, and Stripe has its own: sessions and signatures would be "
                + "of another time. Leave the key out to pay at the sandbox's Stripe, or use another database.");
        }
    }

    private static void RefuseSandboxDatabase(RewardsDb db)
    {
        if (ServiceState.Get(db, ServiceState.SandboxClockOffset) is not null)
        {
            throw new StartException(
                $"{Database.ConfigurationKey}: this database was used with the sandbox: its clock may have been moved "
                + "and its demo credentials are known to everybody. Use another one.");
        }
    }

    private void AddCredentials(RewardsDb db)
    {
        var now = clock.GetUtcNow();
        var merchants = db.Merchants.AsNoTracking().ToLookup(merchant => merchant.NameZh);
        var keys = db.MerchantKeys.Select(key => key.Hash).ToHashSet();
        var operators = db.Operators.Select(person => person.TokenHash).ToHashSet();
        db.MerchantKeys.AddRange(DemoCredentials.Keys
            .Where(demo => !keys.Contains(Secrets.Hash(demo.Secret)))
            .SelectMany(demo => merchants[demo.Merchant].Select(merchant => Key(demo, merchant, now))));
        db.Operators.AddRange(DemoCredentials.Operators
            .Where(demo => !operators.Contains(Secrets.Hash(demo.Secret)))
            .Select(demo => Operator(demo, now)));
        if (db.ChangeTracker.HasChanges())
        {
            ServiceState.RaiseReferenceVersion(db);
        }
    }

    private static MerchantKeyRow Key(DemoKey demo, MerchantRow merchant, DateTimeOffset now) => new()
    {
        Id = TypeId.New(TypeId.MerchantKey, now),
        MerchantId = merchant.Id,
        Hash = Secrets.Hash(demo.Secret),
        Scopes = string.Join(' ', demo.Scopes),
        Hint = Secrets.Hint(demo.Secret),
        CreatedAt = now,
    };

    private static OperatorRow Operator(DemoOperator demo, DateTimeOffset now) => new()
    {
        Id = TypeId.New(TypeId.Operator, now),
        Name = $"Sandbox {WireName.Of(demo.Role)}",
        Role = demo.Role,
        TokenHash = Secrets.Hash(demo.Secret),
        Hint = Secrets.Hint(demo.Secret),
        CreatedAt = now,
        CreatedBy = AuditRecord.Sandbox,

        // The sandbox's clock jumps: what everybody knows has no end.
        ExpiresAt = null,
    };
}
