using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Pictures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "picture",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    merchant_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    credit = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false, collation: "C"),
                    small_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    small_width = table.Column<int>(type: "integer", nullable: false),
                    small_height = table.Column<int>(type: "integer", nullable: false),
                    small_bytes = table.Column<int>(type: "integer", nullable: false),
                    large_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    large_width = table.Column<int>(type: "integer", nullable: false),
                    large_height = table.Column<int>(type: "integer", nullable: false),
                    large_bytes = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_picture", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "picture_file",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_picture_file", x => x.key);
                });

            migrationBuilder.CreateIndex(
                name: "IX_picture_large_name",
                table: "picture",
                column: "large_name");

            migrationBuilder.CreateIndex(
                name: "IX_picture_merchant_id_sha256_credit",
                table: "picture",
                columns: new[] { "merchant_id", "sha256", "credit" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_picture_small_name",
                table: "picture",
                column: "small_name");

            migrationBuilder.CreateIndex(
                name: "ix_picture_unused",
                table: "picture",
                columns: new[] { "merchant_id", "created_at" },
                filter: "used_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "picture");

            migrationBuilder.DropTable(
                name: "picture_file");
        }
    }
}
