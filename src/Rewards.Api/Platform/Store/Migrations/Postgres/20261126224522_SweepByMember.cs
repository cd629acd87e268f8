using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SweepByMember : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_account_next_due",
                table: "account");

            migrationBuilder.CreateIndex(
                name: "IX_account_next_due_member_id",
                table: "account",
                columns: new[] { "next_due", "member_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_account_next_due_member_id",
                table: "account");

            migrationBuilder.CreateIndex(
                name: "IX_account_next_due",
                table: "account",
                column: "next_due");
        }
    }
}
