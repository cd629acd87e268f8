using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Tests.Platform.Store;

public sealed class SchemaRulesTests
{
    [Fact]
    public void Every_table_of_SQLite_is_of_one_class_and_keeps_to_its_rule()
    {
        using var db = new SqliteRewardsDb(new DbContextOptionsBuilder<SqliteRewardsDb>().UseSqlite().Options);

        Assert.Empty(SchemaRules.Broken(ModelOf(db)));
    }

    [Fact]
    public void Every_table_of_PostgreSQL_is_of_one_class_and_keeps_to_its_rule()
    {
        using var db = new PostgresRewardsDb(new DbContextOptionsBuilder<PostgresRewardsDb>().UseNpgsql().Options);

        Assert.Empty(SchemaRules.Broken(ModelOf(db)));
        Assert.Empty(ModelOf(db).GetSequences());
    }

    /// <summary>Without one, the first command that names such a row would be the one to find out.</summary>
    [Fact]
    public void Every_row_has_a_table()
    {
        using var db = new SqliteRewardsDb(new DbContextOptionsBuilder<SqliteRewardsDb>().UseSqlite().Options);

        Assert.DoesNotContain(Rows(), row => db.Model.FindEntityType(row) is null);
    }

    /// <summary>What a command is handed, its neighbours are handed too. WeChat's tokens, and what a payment provider tells, no command names.</summary>
    [Fact]
    public void Rows_that_commands_may_name_are_values()
    {
        using var db = new SqliteRewardsDb(new DbContextOptionsBuilder<SqliteRewardsDb>().UseSqlite().Options);
        var named = Rows().Where(row => row.IsAssignableTo(typeof(IMemberRow)) || row.IsAssignableTo(typeof(IKeyedRow)));

        Assert.Equal(
            [typeof(PaymentEventRow), typeof(SandboxPaymentRow), typeof(WeChatTokenRow)],
            named.Where(row => !new Table(db.Model.FindEntityType(row)!, new Dialect(IsBatched: false)).IsValue));
    }

    [Theory]
    [InlineData("no_class: is not in exactly one class (IMemberRow, IKeyedRow, ISlotRow, IReferenceRow, ILocalRow)")]
    [InlineData("two_classes: is not in exactly one class (IMemberRow, IKeyedRow, ISlotRow, IReferenceRow, ILocalRow)")]
    [InlineData("wrong_key: the primary key does not begin with member_id")]
    [InlineData("wrong_unique: unique over (order_no) without member_id")]
    [InlineData("wrong_number: number gets its value from the database")]
    [InlineData("wrong_text: the primary key is not one text named key")]
    public void A_table_that_breaks_a_rule_is_named_with_the_rule(string broken)
    {
        using var db = new BrokenDb();

        Assert.Contains(broken, SchemaRules.Broken(ModelOf(db)));
    }

    [Fact]
    public void Each_broken_rule_is_found_once()
    {
        using var db = new BrokenDb();

        Assert.Equal(6, SchemaRules.Broken(ModelOf(db)).Count);
    }

    private static IEnumerable<Type> Rows() => typeof(RewardsDb).Assembly.GetTypes().Where(type =>
        type is { IsClass: true, IsAbstract: false }
        && (type.IsAssignableTo(typeof(IMemberRow))
            || type.IsAssignableTo(typeof(IKeyedRow))
            || type.IsAssignableTo(typeof(ISlotRow))
            || type.IsAssignableTo(typeof(IReferenceRow))
            || type.IsAssignableTo(typeof(ILocalRow))));

    private static IModel ModelOf(DbContext db) => db.GetService<IDesignTimeModel>().Model;

    /// <summary>Every mistake that the rules forbid, each in a table of its own.</summary>
    private sealed class BrokenDb : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<NoClass>().ToTable("no_class").HasKey(row => row.Id);
            modelBuilder.Entity<TwoClasses>().ToTable("two_classes").HasKey(row => row.MemberId);
            modelBuilder.Entity<WrongKey>().ToTable("wrong_key").HasKey(row => new { row.Id, row.MemberId });
            modelBuilder.Entity<WrongUnique>().ToTable("wrong_unique").HasKey(row => row.MemberId);
            modelBuilder.Entity<WrongUnique>().HasIndex(row => row.OrderNo).IsUnique();
            modelBuilder.Entity<WrongNumber>().ToTable("wrong_number").HasKey(row => row.MemberId);
            modelBuilder.Entity<WrongNumber>().Property(row => row.Number).UseIdentityColumn();
            modelBuilder.Entity<WrongText>().ToTable("wrong_text").HasKey(row => new { row.Key, row.Other });
            foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
            {
                property.SetColumnName(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            }
        }
    }

    private sealed record NoClass(string Id);

    private sealed record TwoClasses(string MemberId, string Key) : IMemberRow, IKeyedRow;

    private sealed record WrongKey(string MemberId, string Id) : IMemberRow;

    private sealed record WrongUnique(string MemberId, string OrderNo) : IMemberRow;

    private sealed record WrongNumber(string MemberId, long Number) : IMemberRow;

    private sealed record WrongText(string Key, string Other) : IKeyedRow;
}
