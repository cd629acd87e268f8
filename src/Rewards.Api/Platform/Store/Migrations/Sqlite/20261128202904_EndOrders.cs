using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EndOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "give_back_at",
                table: "member_order",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "goes_back_at",
                table: "member_order",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_order_index_merchant_id_key",
                table: "order_index",
                columns: new[] { "merchant_id", "key" });

            migrationBuilder.CreateIndex(
                name: "IX_order_index_offer_id_key",
                table: "order_index",
                columns: new[] { "offer_id", "key" });

            migrationBuilder.CreateIndex(
                name: "IX_member_order_give_back_at_id",
                table: "member_order",
                columns: new[] { "give_back_at", "id" },
                filter: "give_back_at IS NOT NULL");

            GoodsGoBack.Fill(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_order_index_merchant_id_key",
                table: "order_index");

            migrationBuilder.DropIndex(
                name: "IX_order_index_offer_id_key",
                table: "order_index");

            migrationBuilder.DropIndex(
                name: "IX_member_order_give_back_at_id",
                table: "member_order");

            migrationBuilder.DropColumn(
                name: "give_back_at",
                table: "member_order");

            migrationBuilder.DropColumn(
                name: "goes_back_at",
                table: "member_order");
        }
    }
}
