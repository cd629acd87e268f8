using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WaitingAndNotices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_slot_cancelled_at",
                table: "slot");

            migrationBuilder.DropCheckConstraint(
                name: "ck_slot_places",
                table: "slot");

            migrationBuilder.AddColumn<DateTime>(
                name: "changed_at",
                table: "slot",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "moved_at",
                table: "slot",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "moves",
                table: "slot",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "free_until",
                table: "member_order",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "moves",
                table: "member_order",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "notice",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    order_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    slot_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    title = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false, collation: "C"),
                    starts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice", x => new { x.member_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "notice_read",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    notice_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_read", x => new { x.member_id, x.notice_id });
                });

            migrationBuilder.CreateTable(
                name: "waiting",
                columns: table => new
                {
                    slot_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    member_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    offer_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false, collation: "C"),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    joined_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    queue = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    offered_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    lapses_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    minutes_before = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_waiting", x => new { x.slot_id, x.member_id });
                    table.CheckConstraint("ck_waiting_queue", "quantity >= 1 AND (queue IS NOT NULL) = (status IN ('waiting', 'offered')) AND (lapses_at IS NOT NULL) = (status = 'offered')");
                });

            migrationBuilder.CreateIndex(
                name: "IX_slot_changed_at",
                table: "slot",
                column: "changed_at",
                filter: "changed_at IS NOT NULL AND carried_out_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_slot_starts_at",
                table: "slot",
                column: "starts_at",
                filter: "waiting > 0");

            migrationBuilder.AddCheckConstraint(
                name: "ck_slot_places",
                table: "slot",
                sql: "taken >= 0 AND used >= 0 AND walk_in_places >= 0 AND walk_in_taken >= 0 AND waiting >= 0 AND taken + walk_in_places <= capacity");

            migrationBuilder.CreateIndex(
                name: "IX_waiting_lapses_at",
                table: "waiting",
                column: "lapses_at",
                filter: "lapses_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_waiting_member_id",
                table: "waiting",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "IX_waiting_slot_id_queue",
                table: "waiting",
                columns: new[] { "slot_id", "queue" },
                filter: "queue IS NOT NULL");

            // Those that were cancelled before are carried out by this column from now on.
            migrationBuilder.Sql("UPDATE slot SET changed_at = cancelled_at WHERE cancelled_at IS NOT NULL;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "notice");

            migrationBuilder.DropTable(
                name: "notice_read");

            migrationBuilder.DropTable(
                name: "waiting");

            migrationBuilder.DropIndex(
                name: "IX_slot_changed_at",
                table: "slot");

            migrationBuilder.DropIndex(
                name: "IX_slot_starts_at",
                table: "slot");

            migrationBuilder.DropCheckConstraint(
                name: "ck_slot_places",
                table: "slot");

            migrationBuilder.DropColumn(
                name: "changed_at",
                table: "slot");

            migrationBuilder.DropColumn(
                name: "moved_at",
                table: "slot");

            migrationBuilder.DropColumn(
                name: "moves",
                table: "slot");

            migrationBuilder.DropColumn(
                name: "free_until",
                table: "member_order");

            migrationBuilder.DropColumn(
                name: "moves",
                table: "member_order");

            migrationBuilder.CreateIndex(
                name: "IX_slot_cancelled_at",
                table: "slot",
                column: "cancelled_at",
                filter: "cancelled_at IS NOT NULL AND carried_out_at IS NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_slot_places",
                table: "slot",
                sql: "taken >= 0 AND used >= 0 AND walk_in_places >= 0 AND walk_in_taken >= 0 AND taken + walk_in_places <= capacity");
        }
    }
}
