using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    last_seq = table.Column<long>(type: "INTEGER", nullable: false),
                    last_entry_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    available = table.Column<long>(type: "INTEGER", nullable: false),
                    held = table.Column<long>(type: "INTEGER", nullable: false),
                    next_due = table.Column<DateTime>(type: "TEXT", nullable: true),
                    lots = table.Column<string>(type: "TEXT", nullable: false),
                    holds = table.Column<string>(type: "TEXT", nullable: true),
                    earned = table.Column<long>(type: "INTEGER", nullable: false),
                    spent = table.Column<long>(type: "INTEGER", nullable: false),
                    expired = table.Column<long>(type: "INTEGER", nullable: false),
                    withdrawn = table.Column<long>(type: "INTEGER", nullable: false),
                    checked_in_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    streak_days = table.Column<long>(type: "INTEGER", nullable: false),
                    credited_month = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    credited_friends = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account", x => x.member_id);
                    table.CheckConstraint("ck_account_available", "available >= 0");
                    table.CheckConstraint("ck_account_held", "held >= 0");
                });

            migrationBuilder.CreateTable(
                name: "adjustment",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    points = table.Column<long>(type: "INTEGER", nullable: false),
                    reason_code = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", nullable: false),
                    requested_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    asked = table.Column<byte[]>(type: "BLOB", nullable: false),
                    operator_day = table.Column<string>(type: "TEXT", nullable: true),
                    decided_by = table.Column<string>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    decision_reason = table.Column<string>(type: "TEXT", maxLength: 800, nullable: true),
                    balance = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_adjustment", x => new { x.member_id, x.id });
                    table.CheckConstraint("ck_adjustment_decided", "(decided_by IS NULL) = (decided_at IS NULL)");
                    table.CheckConstraint("ck_adjustment_points", "points <> 0");
                    table.CheckConstraint("ck_adjustment_two_persons", "status NOT IN ('posted', 'rejected') OR decided_by <> requested_by");
                });

            migrationBuilder.CreateTable(
                name: "adjustment_index",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    member_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_adjustment_index", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    target = table.Column<string>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: false),
                    request_id = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "check_in",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    points = table.Column<long>(type: "INTEGER", nullable: false),
                    streak_days = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_check_in", x => new { x.member_id, x.date });
                });

            migrationBuilder.CreateTable(
                name: "entry",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    from_account = table.Column<string>(type: "TEXT", nullable: false),
                    to_account = table.Column<string>(type: "TEXT", nullable: false),
                    points = table.Column<long>(type: "INTEGER", nullable: false),
                    slices = table.Column<string>(type: "TEXT", nullable: false),
                    available_after = table.Column<long>(type: "INTEGER", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: true),
                    business_date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    programme_version = table.Column<int>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_entry", x => new { x.member_id, x.seq });
                    table.CheckConstraint("ck_entry_accounts", "from_account <> to_account");
                    table.CheckConstraint("ck_entry_available_after", "available_after >= 0");
                    table.CheckConstraint("ck_entry_points", "points > 0");
                });

            migrationBuilder.CreateTable(
                name: "idempotency",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    fingerprint = table.Column<byte[]>(type: "BLOB", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    location = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "invitation",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    friend_id = table.Column<string>(type: "TEXT", nullable: false),
                    friend_name = table.Column<string>(type: "TEXT", nullable: false),
                    registered_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    points = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invitation", x => new { x.member_id, x.friend_id });
                });

            migrationBuilder.CreateTable(
                name: "invite_code",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    member_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invite_code", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "job_run",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    job = table.Column<string>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    node = table.Column<string>(type: "TEXT", nullable: false),
                    lease_until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    finished_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    done = table.Column<long>(type: "INTEGER", nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: true),
                    changed = table.Column<long>(type: "INTEGER", nullable: false),
                    report = table.Column<string>(type: "TEXT", nullable: true),
                    error = table.Column<string>(type: "TEXT", nullable: true),
                    takeovers = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_run", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "member",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    display_name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    picture_url = table.Column<string>(type: "TEXT", maxLength: 512, nullable: true),
                    invite_code = table.Column<string>(type: "TEXT", nullable: false),
                    invited_by = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member", x => x.member_id);
                });

            migrationBuilder.CreateTable(
                name: "merchant",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    category = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_merchant", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "merchant_key",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    merchant_id = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    scopes = table.Column<string>(type: "TEXT", nullable: false),
                    hint = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_merchant_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "operator",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    token_hash = table.Column<string>(type: "TEXT", nullable: false),
                    hint = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", nullable: true),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_used_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_operator", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "operator_day",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    taken = table.Column<long>(type: "INTEGER", nullable: false),
                    most = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_operator_day", x => x.key);
                    table.CheckConstraint("ck_operator_day_taken", "taken BETWEEN 0 AND most");
                });

            migrationBuilder.CreateTable(
                name: "order_number",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    redemption_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_number", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "programme_version",
                columns: table => new
                {
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    published_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_programme_version", x => x.version);
                });

            migrationBuilder.CreateTable(
                name: "redemption",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    merchant_id = table.Column<string>(type: "TEXT", nullable: false),
                    order_no = table.Column<string>(type: "TEXT", nullable: false),
                    store = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    terminal = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    cashier = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    metadata = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    gross_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    points = table.Column<long>(type: "INTEGER", nullable: false),
                    fen_per_point = table.Column<long>(type: "INTEGER", nullable: false),
                    cash_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    programme_version = table.Column<int>(type: "INTEGER", nullable: false),
                    held_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    hold_expires_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    captured_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    refunded_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    refunded_points = table.Column<long>(type: "INTEGER", nullable: false),
                    spent = table.Column<string>(type: "TEXT", nullable: true),
                    items = table.Column<string>(type: "TEXT", nullable: false),
                    limits = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_redemption", x => new { x.member_id, x.id });
                    table.CheckConstraint("ck_redemption_cash", "cash_fen >= 0 AND points >= 0");
                    table.CheckConstraint("ck_redemption_parts", "points * fen_per_point + cash_fen = gross_fen");
                    table.CheckConstraint("ck_redemption_refunded", "refunded_fen BETWEEN 0 AND gross_fen");
                    table.CheckConstraint("ck_redemption_refunded_points", "refunded_points BETWEEN 0 AND points");
                });

            migrationBuilder.CreateTable(
                name: "redemption_index",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    merchant_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_redemption_index", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "refund",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    redemption_id = table.Column<string>(type: "TEXT", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    merchant_id = table.Column<string>(type: "TEXT", nullable: false),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    points = table.Column<long>(type: "INTEGER", nullable: false),
                    cash_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refund", x => new { x.member_id, x.redemption_id, x.id });
                    table.CheckConstraint("ck_refund_parts", "amount_fen > 0 AND points >= 0 AND cash_fen >= 0");
                });

            migrationBuilder.CreateTable(
                name: "sandbox_code",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    person = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    scope = table.Column<string>(type: "TEXT", nullable: false),
                    made_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sandbox_code", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "service_state",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_state", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "terms_acceptance",
                columns: table => new
                {
                    member_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    accepted_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_terms_acceptance", x => new { x.member_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "used_code",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    used_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_used_code", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "used_state",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    used_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_used_state", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "wechat_identity",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    member_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wechat_identity", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "wechat_token",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    renew_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    lease_until = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wechat_token", x => x.key);
                });

            migrationBuilder.CreateIndex(
                name: "IX_account_next_due_member_id",
                table: "account",
                columns: new[] { "next_due", "member_id" });

            migrationBuilder.CreateIndex(
                name: "IX_adjustment_id",
                table: "adjustment",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "IX_adjustment_member_id_operator_day",
                table: "adjustment",
                columns: new[] { "member_id", "operator_day" });

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

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_created_at",
                table: "idempotency",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_job_run_job_due_at",
                table: "job_run",
                columns: new[] { "job", "due_at" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_job_run_running",
                table: "job_run",
                column: "job",
                unique: true,
                filter: "status = 'running'");

            migrationBuilder.CreateIndex(
                name: "IX_member_display_name",
                table: "member",
                column: "display_name");

            migrationBuilder.CreateIndex(
                name: "IX_merchant_key_hash",
                table: "merchant_key",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_merchant_key_merchant_id",
                table: "merchant_key",
                column: "merchant_id");

            migrationBuilder.CreateIndex(
                name: "IX_operator_token_hash",
                table: "operator",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_redemption_merchant_id_captured_at",
                table: "redemption",
                columns: new[] { "merchant_id", "captured_at" },
                filter: "captured_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_redemption_merchant_id_id",
                table: "redemption",
                columns: new[] { "merchant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_refund_merchant_id_id",
                table: "refund",
                columns: new[] { "merchant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_sandbox_code_made_at",
                table: "sandbox_code",
                column: "made_at");

            migrationBuilder.CreateIndex(
                name: "IX_session_expires_at",
                table: "session",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "IX_used_code_used_at",
                table: "used_code",
                column: "used_at");

            migrationBuilder.CreateIndex(
                name: "IX_used_state_used_at",
                table: "used_state",
                column: "used_at");

            AppendOnlyHistory.Guard(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account");

            migrationBuilder.DropTable(
                name: "adjustment");

            migrationBuilder.DropTable(
                name: "adjustment_index");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "check_in");

            migrationBuilder.DropTable(
                name: "entry");

            migrationBuilder.DropTable(
                name: "idempotency");

            migrationBuilder.DropTable(
                name: "invitation");

            migrationBuilder.DropTable(
                name: "invite_code");

            migrationBuilder.DropTable(
                name: "job_run");

            migrationBuilder.DropTable(
                name: "member");

            migrationBuilder.DropTable(
                name: "merchant");

            migrationBuilder.DropTable(
                name: "merchant_key");

            migrationBuilder.DropTable(
                name: "operator");

            migrationBuilder.DropTable(
                name: "operator_day");

            migrationBuilder.DropTable(
                name: "order_number");

            migrationBuilder.DropTable(
                name: "programme_version");

            migrationBuilder.DropTable(
                name: "redemption");

            migrationBuilder.DropTable(
                name: "redemption_index");

            migrationBuilder.DropTable(
                name: "refund");

            migrationBuilder.DropTable(
                name: "sandbox_code");

            migrationBuilder.DropTable(
                name: "service_state");

            migrationBuilder.DropTable(
                name: "session");

            migrationBuilder.DropTable(
                name: "terms_acceptance");

            migrationBuilder.DropTable(
                name: "used_code");

            migrationBuilder.DropTable(
                name: "used_state");

            migrationBuilder.DropTable(
                name: "wechat_identity");

            migrationBuilder.DropTable(
                name: "wechat_token");
        }
    }
}
