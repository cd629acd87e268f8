using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Door : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_slot_places",
                table: "slot");

            migrationBuilder.AddColumn<int>(
                name: "walk_in_taken",
                table: "slot",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "is_miss_counted",
                table: "member_order",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "miss_counts_at",
                table: "member_order",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "walk_in",
                columns: table => new
                {
                    slot_id = table.Column<string>(type: "TEXT", nullable: false),
                    from_place = table.Column<int>(type: "INTEGER", nullable: false),
                    places = table.Column<int>(type: "INTEGER", nullable: false),
                    people = table.Column<int>(type: "INTEGER", nullable: false),
                    eligibility = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_walk_in", x => new { x.slot_id, x.from_place });
                    table.CheckConstraint("ck_walk_in_people", "from_place >= 1 AND places >= 1 AND people >= places");
                });

            migrationBuilder.CreateIndex(
                name: "IX_ticket_code_ticket_id",
                table: "ticket_code",
                column: "ticket_id");

            migrationBuilder.AddCheckConstraint(
                name: "ck_slot_places",
                table: "slot",
                sql: "taken >= 0 AND used >= 0 AND walk_in_places >= 0 AND walk_in_taken >= 0 AND taken + walk_in_places <= capacity");

            migrationBuilder.CreateIndex(
                name: "IX_member_order_member_id_miss_counts_at",
                table: "member_order",
                columns: new[] { "member_id", "miss_counts_at" },
                filter: "miss_counts_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "walk_in");

            migrationBuilder.DropIndex(
                name: "IX_ticket_code_ticket_id",
                table: "ticket_code");

            migrationBuilder.DropCheckConstraint(
                name: "ck_slot_places",
                table: "slot");

            migrationBuilder.DropIndex(
                name: "IX_member_order_member_id_miss_counts_at",
                table: "member_order");

            migrationBuilder.DropColumn(
                name: "walk_in_taken",
                table: "slot");

            migrationBuilder.DropColumn(
                name: "is_miss_counted",
                table: "member_order");

            migrationBuilder.DropColumn(
                name: "miss_counts_at",
                table: "member_order");

            migrationBuilder.AddCheckConstraint(
                name: "ck_slot_places",
                table: "slot",
                sql: "taken >= 0 AND used >= 0 AND walk_in_places >= 0 AND taken + walk_in_places <= capacity");
        }
    }
}
