using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "payment_case",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    order_id = table.Column<string>(type: "TEXT", nullable: false),
                    attempt_id = table.Column<string>(type: "TEXT", nullable: false),
                    refund_id = table.Column<string>(type: "TEXT", nullable: true),
                    dispute_id = table.Column<string>(type: "TEXT", nullable: true),
                    dispute = table.Column<string>(type: "TEXT", nullable: true),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    cause = table.Column<string>(type: "TEXT", nullable: true),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    decision = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    requested_by = table.Column<string>(type: "TEXT", nullable: true),
                    requested_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    decided_by = table.Column<string>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
