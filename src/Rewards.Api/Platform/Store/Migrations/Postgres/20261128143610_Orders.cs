using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Orders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "order_id",
                table: "redemption",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "member_order",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    merchant_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    offer_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    offer_version = table.Column<int>(type: "integer", nullable: false),
                    slot_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    venue_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    title = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false, collation: "C"),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    unit_price_fen = table.Column<long>(type: "bigint", nullable: false),
                    payment = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    eligibility = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    starts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    valid_from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    missed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    valid_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    cancel_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    redemption_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true, collation: "C"),
                    tickets = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    counts_on = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    counts_for = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member_order", x => new { x.member_id, x.id });
                    table.CheckConstraint("ck_member_order_price", "unit_price_fen >= 0 AND (unit_price_fen = 0) = (redemption_id IS NULL)");
                });

            migrationBuilder.CreateTable(
                name: "order_index",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    member_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    merchant_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    offer_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    slot_id = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_index", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "ticket_code",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    member_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    order_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ticket_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    merchant_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    slot_id = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ticket_code", x => x.key);
                });

            migrationBuilder.CreateIndex(
                name: "IX_member_order_member_id_counts_for",
                table: "member_order",
                columns: new[] { "member_id", "counts_for" },
                filter: "counts_for IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_member_order_member_id_counts_on",
                table: "member_order",
                columns: new[] { "member_id", "counts_on" },
                filter: "counts_on IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "member_order");

            migrationBuilder.DropTable(
                name: "order_index");

            migrationBuilder.DropTable(
                name: "ticket_code");

            migrationBuilder.DropColumn(
                name: "order_id",
                table: "redemption");
        }
    }
}
