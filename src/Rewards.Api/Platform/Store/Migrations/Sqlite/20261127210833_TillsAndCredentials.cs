using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TillsAndCredentials : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "merchant_id",
                table: "refund",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "cashier",
                table: "redemption",
                type: "TEXT",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "metadata",
                table: "redemption",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "store",
                table: "redemption",
                type: "TEXT",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "terminal",
                table: "redemption",
                type: "TEXT",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "created_by",
                table: "operator",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "expires_at",
                table: "operator",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "hint",
                table: "operator",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "last_used_at",
                table: "operator",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "revoked_at",
                table: "operator",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_refund_merchant_id_id",
                table: "refund",
                columns: new[] { "merchant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_redemption_merchant_id_captured_at",
                table: "redemption",
                columns: new[] { "merchant_id", "captured_at" },
                filter: "captured_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_audit_action_id",
                table: "audit",
                columns: new[] { "action", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_actor_id",
                table: "audit",
                columns: new[] { "actor", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_target_id",
                table: "audit",
                columns: new[] { "target", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_refund_merchant_id_id",
                table: "refund");

            migrationBuilder.DropIndex(
                name: "IX_redemption_merchant_id_captured_at",
                table: "redemption");

            migrationBuilder.DropIndex(
                name: "IX_audit_action_id",
                table: "audit");

            migrationBuilder.DropIndex(
                name: "IX_audit_actor_id",
                table: "audit");

            migrationBuilder.DropIndex(
                name: "IX_audit_target_id",
                table: "audit");

            migrationBuilder.DropColumn(
                name: "merchant_id",
                table: "refund");

            migrationBuilder.DropColumn(
                name: "cashier",
                table: "redemption");

            migrationBuilder.DropColumn(
                name: "metadata",
                table: "redemption");

            migrationBuilder.DropColumn(
                name: "store",
                table: "redemption");

            migrationBuilder.DropColumn(
                name: "terminal",
                table: "redemption");

            migrationBuilder.DropColumn(
                name: "created_by",
                table: "operator");

            migrationBuilder.DropColumn(
                name: "expires_at",
                table: "operator");

            migrationBuilder.DropColumn(
                name: "hint",
                table: "operator");

            migrationBuilder.DropColumn(
                name: "last_used_at",
                table: "operator");

            migrationBuilder.DropColumn(
                name: "revoked_at",
                table: "operator");
        }
    }
}
