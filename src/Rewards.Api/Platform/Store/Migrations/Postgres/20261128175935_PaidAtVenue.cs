using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PaidAtVenue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "carried_out_at",
                table: "slot",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "orders_carried",
                table: "slot",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "orders_to_carry",
                table: "slot",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "held_in",
                table: "member_order",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.CreateIndex(
                name: "IX_slot_cancelled_at",
                table: "slot",
                column: "cancelled_at",
                filter: "cancelled_at IS NOT NULL AND carried_out_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_order_index_slot_id_key",
                table: "order_index",
                columns: new[] { "slot_id", "key" },
                filter: "slot_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_member_order_member_id_held_in",
                table: "member_order",
                columns: new[] { "member_id", "held_in" },
                filter: "held_in IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_slot_cancelled_at",
                table: "slot");

            migrationBuilder.DropIndex(
                name: "IX_order_index_slot_id_key",
                table: "order_index");

            migrationBuilder.DropIndex(
                name: "IX_member_order_member_id_held_in",
                table: "member_order");

            migrationBuilder.DropColumn(
                name: "carried_out_at",
                table: "slot");

            migrationBuilder.DropColumn(
                name: "orders_carried",
                table: "slot");

            migrationBuilder.DropColumn(
                name: "orders_to_carry",
                table: "slot");

            migrationBuilder.DropColumn(
                name: "held_in",
                table: "member_order");
        }
    }
}
