using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PaymentCases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "disputed_at",
                table: "member_order",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "payment_case",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    order_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    attempt_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    refund_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    dispute_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    dispute = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decision = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    requested_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_case", x => new { x.member_id, x.id });
                    table.CheckConstraint("ck_payment_case_status", "(status = 'open') = (requested_by IS NULL) AND (status = 'resolved') = (decided_by IS NOT NULL) AND (requested_by IS NULL) = (decision IS NULL)");
                    table.CheckConstraint("ck_payment_case_two_persons", "decided_by <> requested_by");
                });

            migrationBuilder.CreateIndex(
                name: "IX_payment_attempt_id",
                table: "payment_attempt",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "IX_payment_attempt_payment_id",
                table: "payment_attempt",
                column: "payment_id",
                filter: "payment_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cash_refund_id",
                table: "cash_refund",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "IX_payment_case_id",
                table: "payment_case",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "IX_payment_case_kind_id",
                table: "payment_case",
                columns: new[] { "kind", "id" },
                filter: "status <> 'resolved'");

            migrationBuilder.CreateIndex(
                name: "IX_payment_case_member_id_order_id",
                table: "payment_case",
                columns: new[] { "member_id", "order_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "payment_case");

            migrationBuilder.DropIndex(
                name: "IX_payment_attempt_id",
                table: "payment_attempt");

            migrationBuilder.DropIndex(
                name: "IX_payment_attempt_payment_id",
                table: "payment_attempt");

            migrationBuilder.DropIndex(
                name: "IX_cash_refund_id",
                table: "cash_refund");

            migrationBuilder.DropColumn(
                name: "disputed_at",
                table: "member_order");
        }
    }
}
