using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CodesAtTills : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "refused_code",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    nonce = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    merchant_id = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refused_code", x => new { x.member_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "typed_code",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    nonce = table.Column<string>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_typed_code", x => x.key);
                });

            migrationBuilder.CreateIndex(
                name: "IX_refused_code_at",
                table: "refused_code",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_typed_code_expires_at",
                table: "typed_code",
                column: "expires_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "refused_code");

            migrationBuilder.DropTable(
                name: "typed_code");
        }
    }
}
