using System.Data.Common;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Platform.Store;

/// <summary>
/// The database. What differs between database engines lives in the derived contexts and nowhere else.
/// </summary>
/// <remarks>
/// Every table is of one kind, so that the schema can be sharded by member: owned by a member (the key begins with
/// it), narrow and keyed by one text of its own, owned by a slot, reference (small, everywhere the same), or local (jobs and audit).
/// </remarks>
public abstract class RewardsDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>For what reads everything.</summary>
    public static readonly TimeSpan ReportMayTake = TimeSpan.FromMinutes(2);

    /// <summary>SQL's class of states about values that are not what they should be (ISO 9075).</summary>
    private const string DataExceptions = "22";

    // Owned by a member.
    public DbSet<MemberRow> Members => Set<MemberRow>();

    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<EntryRow> Entries => Set<EntryRow>();

    public DbSet<CheckInRow> CheckIns => Set<CheckInRow>();

    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    public DbSet<RedemptionRow> Redemptions => Set<RedemptionRow>();

    public DbSet<RefundRow> Refunds => Set<RefundRow>();

    public DbSet<AdjustmentRow> Adjustments => Set<AdjustmentRow>();

    public DbSet<TermsAcceptanceRow> TermsAcceptances => Set<TermsAcceptanceRow>();

    public DbSet<RefusedCodeRow> RefusedCodes => Set<RefusedCodeRow>();

    public DbSet<OrderRow> Orders => Set<OrderRow>();

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    public DbSet<NoticeReadRow> NoticeReads => Set<NoticeReadRow>();

    public DbSet<PaymentAttemptRow> PaymentAttempts => Set<PaymentAttemptRow>();

    public DbSet<CashRefundRow> CashRefunds => Set<CashRefundRow>();

    public DbSet<PaymentCaseRow> PaymentCases => Set<PaymentCaseRow>();

    // Keyed by one text.
    public DbSet<IdempotencyRow> IdempotencyRecords => Set<IdempotencyRow>();

    public DbSet<OrderNumberRow> OrderNumbers => Set<OrderNumberRow>();

    public DbSet<RedemptionIndexRow> RedemptionIndex => Set<RedemptionIndexRow>();

    public DbSet<WeChatIdentityRow> WeChatIdentities => Set<WeChatIdentityRow>();

    public DbSet<UsedCodeRow> UsedCodes => Set<UsedCodeRow>();

    public DbSet<TypedCodeRow> TypedCodes => Set<TypedCodeRow>();

    public DbSet<InviteCodeRow> InviteCodes => Set<InviteCodeRow>();

    public DbSet<AdjustmentIndexRow> AdjustmentIndex => Set<AdjustmentIndexRow>();

    public DbSet<OperatorDayRow> OperatorDays => Set<OperatorDayRow>();

    public DbSet<PictureFileRow> PictureFiles => Set<PictureFileRow>();

    public DbSet<StockRow> Stocks => Set<StockRow>();

    public DbSet<OrderIndexRow> OrderIndex => Set<OrderIndexRow>();

    public DbSet<TicketCodeRow> TicketCodes => Set<TicketCodeRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<DoorSessionRow> DoorSessions => Set<DoorSessionRow>();

    public DbSet<UsedStateRow> UsedStates => Set<UsedStateRow>();

    public DbSet<WeChatTokenRow> WeChatTokens => Set<WeChatTokenRow>();

    public DbSet<PaymentEventRow> PaymentEvents => Set<PaymentEventRow>();

    public DbSet<SandboxCodeRow> SandboxCodes => Set<SandboxCodeRow>();

    public DbSet<SandboxPaymentRow> SandboxPayments => Set<SandboxPaymentRow>();

    // Owned by a slot.
    public DbSet<SlotRow> Slots => Set<SlotRow>();

    public DbSet<WalkInRow> WalkIns => Set<WalkInRow>();

    public DbSet<WaitingRow> WaitingEntries => Set<WaitingRow>();

    // Reference.
    public DbSet<VenueRow> Venues => Set<VenueRow>();

    public DbSet<OfferRow> Offers => Set<OfferRow>();

    public DbSet<OfferVersionRow> OfferVersions => Set<OfferVersionRow>();

    public DbSet<PictureRow> Pictures => Set<PictureRow>();

    public DbSet<SlotTemplateRow> SlotTemplates => Set<SlotTemplateRow>();

    public DbSet<ProgrammeVersionRow> ProgrammeVersions => Set<ProgrammeVersionRow>();

    public DbSet<MerchantRow> Merchants => Set<MerchantRow>();

    public DbSet<MerchantKeyRow> MerchantKeys => Set<MerchantKeyRow>();

    public DbSet<OperatorRow> Operators => Set<OperatorRow>();

    public DbSet<ServiceStateRow> ServiceStates => Set<ServiceStateRow>();

    // Local.
    public DbSet<AuditRow> AuditRecords => Set<AuditRow>();

    public DbSet<JobRunRow> JobRuns => Set<JobRunRow>();

    /// <summary>
    /// Whether somebody else was first: a newer version, or a key that is taken. Starting again from the reads settles
    /// it.
    /// </summary>
    public bool IsClash(Exception exception) =>
        exception is DbUpdateConcurrencyException
        || (DatabaseErrorIn(exception) is { } error && (IsDuplicate(error) || IsContention(error)));

    /// <summary>Whether a row with this key is there already.</summary>
    public bool IsDuplicateKey(Exception exception) => DatabaseErrorIn(exception) is { } error && IsDuplicate(error);

    /// <summary>Whether the database itself is unwell or away. A constraint that refuses a row is not that.</summary>
    public bool IsStorageFailure(Exception exception) =>
        exception is not DbUpdateConcurrencyException && DatabaseErrorIn(exception) is { } error
            && !IsConstraint(error) && !IsCallersData(error);

    /// <summary>
    /// Whether a value of the request is one that the database can't take: a character, a length, a number. Trying
    /// again is of no use, and nobody else is concerned.
    /// </summary>
    public static bool IsCallersData(Exception? exception) => exception switch
    {
        null => false,
        DbException { SqlState: { } state } => state.StartsWith(DataExceptions, StringComparison.Ordinal),
        EncoderFallbackException => true,
        _ => IsCallersData(exception.InnerException),
    };

    /// <summary>What the driver said, from whatever it was wrapped in on the way.</summary>
    public static DbException? DatabaseErrorIn(Exception? exception) => exception switch
    {
        null => null,
        DbException error => error,
        _ => DatabaseErrorIn(exception.InnerException),
    };

    /// <summary>Moves the engine's log into its main file, where the engine leaves that to its only writer.</summary>
    public abstract void Checkpoint();

    /// <summary>
    /// Call first in a transaction that decides by reference data what to change in it: until it ends nobody else
    /// decides, on no node. Two admins who revoke each other, two keys that are each the second one.
    /// </summary>
    public abstract void HoldReference();

    /// <summary>A transaction that sees one moment of the database.</summary>
    public abstract IDbContextTransaction BeginSnapshot();

    /// <summary>Whether the engine ended a transaction so that another one could go on.</summary>
    protected abstract bool IsContention(DbException exception);

    protected abstract bool IsDuplicate(DbException exception);

    protected abstract bool IsConstraint(DbException exception);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(RewardsDb).Assembly);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            StoreEnumByName(property);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // No engine compares DateTimeOffset alike; all of them compare UTC instants.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();

        // An index is here because a query wants it, not because a name ends in Id.
        configurationBuilder.Conventions
            .Remove<Microsoft.EntityFrameworkCore.Metadata.Conventions.ForeignKeyIndexConvention>();
    }

    private static void StoreEnumByName(IMutableProperty property)
    {
        if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is { IsEnum: true } type)
        {
            property.SetValueConverter(
                (ValueConverter)Activator.CreateInstance(typeof(EnumNameConverter<>).MakeGenericType(type))!);
        }
    }

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime,
        utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)));

    private sealed class EnumNameConverter<T>() : ValueConverter<T, string>(
        value => WireName.Of(value),
        name => WireName.Parse<T>(name))
        where T : struct, Enum;
}
