using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Supply : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "offer",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    merchant_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    venue_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    supply = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    live_version = table.Column<int>(type: "integer", nullable: true),
                    submitted_version = table.Column<int>(type: "integer", nullable: true),
                    newest_version = table.Column<int>(type: "integer", nullable: false),
                    publish_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    paused_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_sample = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    changed_no = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_offer", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "offer_version",
                columns: table => new
                {
                    offer_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    n = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    submitted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    reason_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    note = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_offer_version", x => new { x.offer_id, x.n });
                    table.CheckConstraint("ck_offer_version_decided", "(state IN ('approved', 'rejected')) = (decided_at IS NOT NULL)");
                });

            migrationBuilder.CreateTable(
                name: "slot",
                columns: table => new
                {
                    slot_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    offer_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    merchant_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    venue_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    resource = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    starts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    price_fen = table.Column<long>(type: "bigint", nullable: true),
                    capacity = table.Column<int>(type: "integer", nullable: false),
                    taken = table.Column<int>(type: "integer", nullable: false),
                    used = table.Column<int>(type: "integer", nullable: false),
                    walk_in_places = table.Column<int>(type: "integer", nullable: false),
                    admitted = table.Column<int>(type: "integer", nullable: false),
                    walk_ins = table.Column<int>(type: "integer", nullable: false),
                    waiting = table.Column<int>(type: "integer", nullable: false),
                    change_seq = table.Column<int>(type: "integer", nullable: false),
                    cancelled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    cancel_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_slot", x => x.slot_id);
                    table.CheckConstraint("ck_slot_places", "taken >= 0 AND used >= 0 AND walk_in_places >= 0 AND taken + walk_in_places <= capacity");
                    table.CheckConstraint("ck_slot_time", "starts_at < ends_at");
                });

            migrationBuilder.CreateTable(
                name: "slot_template",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    offer_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    template = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    days_ahead = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_slot_template", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stock",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    taken = table.Column<long>(type: "bigint", nullable: false),
                    most = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock", x => x.key);
                    table.CheckConstraint("ck_stock_taken", "taken BETWEEN 0 AND most");
                });

            migrationBuilder.CreateTable(
                name: "venue",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    merchant_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    name_en = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    district = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    opening_note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    closures = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_venue", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_offer_changed_no",
                table: "offer",
                column: "changed_no");

            migrationBuilder.CreateIndex(
                name: "IX_offer_merchant_id_id",
                table: "offer",
                columns: new[] { "merchant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_offer_version_state_submitted_at",
                table: "offer_version",
                columns: new[] { "state", "submitted_at" });

            migrationBuilder.CreateIndex(
                name: "IX_slot_ends_at",
                table: "slot",
                column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "IX_slot_offer_id_starts_at",
                table: "slot",
                columns: new[] { "offer_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "IX_slot_venue_id_starts_at",
                table: "slot",
                columns: new[] { "venue_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "IX_slot_template_offer_id",
                table: "slot_template",
                column: "offer_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "offer");

            migrationBuilder.DropTable(
                name: "offer_version");

            migrationBuilder.DropTable(
                name: "slot");

            migrationBuilder.DropTable(
                name: "slot_template");

            migrationBuilder.DropTable(
                name: "stock");

            migrationBuilder.DropTable(
                name: "venue");
        }
    }
}
