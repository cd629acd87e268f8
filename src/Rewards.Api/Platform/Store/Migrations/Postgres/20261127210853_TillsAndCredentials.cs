using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TillsAndCredentials : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "reason",
                table: "refund",
                type: "character varying(800)",
                maxLength: 800,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");

            migrationBuilder.AddColumn<string>(
                name: "merchant_id",
                table: "refund",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "cashier",
                table: "redemption",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "metadata",
                table: "redemption",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "store",
                table: "redemption",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "terminal",
                table: "redemption",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true,
                collation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "name",
                table: "operator",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(100)",
                oldMaxLength: 100,
                oldCollation: "C");

            migrationBuilder.AddColumn<string>(
                name: "created_by",
                table: "operator",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTime>(
                name: "expires_at",
                table: "operator",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "hint",
                table: "operator",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTime>(
                name: "last_used_at",
                table: "operator",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "revoked_at",
                table: "operator",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "name_zh",
                table: "merchant",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(100)",
                oldMaxLength: 100,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "name_en",
                table: "merchant",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(100)",
                oldMaxLength: 100,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "display_name",
                table: "member",
                type: "character varying(128)",
                maxLength: 128,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(64)",
                oldMaxLength: 64,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "note",
                table: "adjustment",
                type: "character varying(800)",
                maxLength: 800,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");

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

            migrationBuilder.AlterColumn<string>(
                name: "reason",
                table: "refund",
                type: "text",
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(800)",
                oldMaxLength: 800,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "name",
                table: "operator",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(400)",
                oldMaxLength: 400,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "name_zh",
                table: "merchant",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(400)",
                oldMaxLength: 400,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "name_en",
                table: "merchant",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(400)",
                oldMaxLength: 400,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "display_name",
                table: "member",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(128)",
                oldMaxLength: 128,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "note",
                table: "adjustment",
                type: "text",
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(800)",
                oldMaxLength: 800,
                oldCollation: "C");
        }
    }
}
