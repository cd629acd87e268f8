using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Payments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "paid_by",
                table: "member_order",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTime>(
                name: "pay_until",
                table: "member_order",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "cash_refund",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    order_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    attempt_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    provider_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cash_refund", x => new { x.member_id, x.id });
                    table.CheckConstraint("ck_cash_refund_amount", "amount_fen > 0");
                });

            migrationBuilder.CreateTable(
                name: "payment_attempt",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    order_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    n = table.Column<int>(type: "integer", nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    page = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    session_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    url = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: true, collation: "C"),
                    payment_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    mismatch = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    look_up_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_attempt", x => new { x.member_id, x.id });
                    table.CheckConstraint("ck_payment_attempt_amount", "amount_fen > 0");
                });

            migrationBuilder.CreateTable(
                name: "payment_event",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    object_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    applied_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_event", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "sandbox_payment",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    body = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sandbox_payment", x => x.key);
                });

            migrationBuilder.CreateIndex(
                name: "IX_cash_refund_due_at_id",
                table: "cash_refund",
                columns: new[] { "due_at", "id" },
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cash_refund_member_id_order_id",
                table: "cash_refund",
                columns: new[] { "member_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "IX_cash_refund_state_id",
                table: "cash_refund",
                columns: new[] { "state", "id" },
                filter: "state = 'failed'");

            migrationBuilder.CreateIndex(
                name: "IX_payment_attempt_look_up_at_id",
                table: "payment_attempt",
                columns: new[] { "look_up_at", "id" },
                filter: "look_up_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_payment_attempt_member_id_order_id_n",
                table: "payment_attempt",
                columns: new[] { "member_id", "order_id", "n" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_attempt_state_id",
                table: "payment_attempt",
                columns: new[] { "state", "id" },
                filter: "state = 'quarantined'");

            migrationBuilder.CreateIndex(
                name: "IX_payment_event_received_at_key",
                table: "payment_event",
                columns: new[] { "received_at", "key" },
                filter: "applied_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_sandbox_payment_made_at",
                table: "sandbox_payment",
                column: "made_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cash_refund");

            migrationBuilder.DropTable(
                name: "payment_attempt");

            migrationBuilder.DropTable(
                name: "payment_event");

            migrationBuilder.DropTable(
                name: "sandbox_payment");

            migrationBuilder.DropColumn(
                name: "paid_by",
                table: "member_order");

            migrationBuilder.DropColumn(
                name: "pay_until",
                table: "member_order");
        }
    }
}
