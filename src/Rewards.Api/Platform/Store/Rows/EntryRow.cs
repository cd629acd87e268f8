using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>One immutable movement of points. The database itself refuses to change or delete it.</summary>
public sealed class EntryRow : IMemberRow
{
    public required string MemberId { get; init; }

    public required long Seq { get; init; }

    public required string Id { get; init; }

    public required EntryKind Kind { get; init; }

    public required string FromAccount { get; init; }

    public required string ToAccount { get; init; }

    public required long Points { get; init; }

    /// <summary>JSON, see <see cref="LedgerJson"/>: <c>[{"from":"signup/2027-11-30","points":300}]</c>.</summary>
    public required string Slices { get; init; }

    public required long AvailableAfter { get; init; }

    public string? Reference { get; init; }

    public required DateOnly BusinessDate { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int ProgrammeVersion { get; init; }

    public required string Actor { get; init; }

    public string? Note { get; init; }

    public static EntryRow From(Entry entry) => new()
    {
        MemberId = entry.MemberId,
        Seq = entry.Seq,
        Id = TypeId.New(TypeId.Entry, entry.At),
        Kind = entry.Kind,
        FromAccount = entry.From,
        ToAccount = entry.To,
        Points = entry.Points.Value,
        Slices = LedgerJson.Write(entry.Slices),
        AvailableAfter = entry.AvailableAfter.Value,
        Reference = entry.Reference,
        BusinessDate = entry.BusinessDate,
        At = entry.At,
        ProgrammeVersion = entry.ProgrammeVersion,
        Actor = entry.Actor,
        Note = entry.Note,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<EntryRow>
    {
        public void Configure(EntityTypeBuilder<EntryRow> row)
        {
            row.ToTable("entry", table =>
            {
                table.HasCheckConstraint("ck_entry_points", "points > 0");
                table.HasCheckConstraint("ck_entry_accounts", "from_account <> to_account");
                table.HasCheckConstraint("ck_entry_available_after", "available_after >= 0");
            });
            row.HasKey(entry => new { entry.MemberId, entry.Seq });

            // Said aloud: EF takes a property of this name for a key that it is not, and lets it be null.
            row.Property(entry => entry.Id).IsRequired();
        }
    }
}
