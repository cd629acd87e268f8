using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "member_order",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    merchant_id = table.Column<string>(type: "TEXT", nullable: false),
                    offer_id = table.Column<string>(type: "TEXT", nullable: false),
                    offer_version = table.Column<int>(type: "INTEGER", nullable: false),
                    slot_id = table.Column<string>(type: "TEXT", nullable: true),
                    venue_id = table.Column<string>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_price_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    payment = table.Column<string>(type: "TEXT", nullable: false),
                    eligibility = table.Column<string>(type: "TEXT", nullable: true),
                    starts_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ends_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    valid_from = table.Column<DateTime>(type: "TEXT", nullable: false),
                    missed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    valid_until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    cancel_until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    redemption_id = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 800, nullable: true),
                    tickets = table.Column<string>(type: "TEXT", nullable: false),
                    counts_on = table.Column<string>(type: "TEXT", nullable: true),
                    counts_for = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    merchant_id = table.Column<string>(type: "TEXT", nullable: false),
                    offer_id = table.Column<string>(type: "TEXT", nullable: false),
                    slot_id = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_index", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "ticket_code",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    order_id = table.Column<string>(type: "TEXT", nullable: false),
                    ticket_id = table.Column<string>(type: "TEXT", nullable: false),
                    merchant_id = table.Column<string>(type: "TEXT", nullable: false),
                    slot_id = table.Column<string>(type: "TEXT", nullable: true)
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
