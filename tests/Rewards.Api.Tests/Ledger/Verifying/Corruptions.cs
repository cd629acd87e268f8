namespace Rewards.Api.Tests.Ledger.Verifying;

/// <summary>Ways to break the sample ledger by hand, and what must be said about each: invariant, check, SQL.</summary>
internal static class Corruptions
{
    // The last signs of a copy of an entry: everything but its number.
    private const string CopyOfEntry = """
        INSERT INTO entry (member_id, seq, id, kind, from_account, to_account, points, slices, available_after,
            reference, business_date, at, programme_version, actor, note)
        SELECT member_id, (SELECT MAX(seq) + 1 FROM entry AS last WHERE last.member_id = entry.member_id), id || 'x',
            kind, from_account, to_account, points, slices, available_after, reference, business_date, at,
            programme_version, actor, note
        FROM entry WHERE
        """ + " ";

    public static TheoryData<string, string, string> All => new()
    {
        { "I1", "positive_points", "UPDATE entry SET points = 0 WHERE member_id = '{anna}' AND seq = 4" },
        { "I1", "two_accounts", "UPDATE entry SET to_account = 'available', from_account = 'available' "
            + "WHERE kind = 'refund'" },
        { "I1", "accounts_of_kind", "UPDATE entry SET kind = 'gift' WHERE member_id = '{anna}' AND seq = 2" },
        { "I1", "accounts_of_kind", "UPDATE entry SET from_account = 'issued:invitation' "
            + "WHERE member_id = '{anna}' AND kind = 'signup'" },
        { "I1", "accounts_of_kind", "UPDATE entry SET to_account = 'breakage' WHERE kind = 'capture'" },
        { "I1", "slices_add_up", "UPDATE entry SET slices = replace(slices, '300', '299') "
            + "WHERE member_id = '{ben}' AND kind = 'signup'" },
        { "I1", "slice_of_kind", "UPDATE entry SET slices = replace(slices, '\"to\"', '\"from\"') "
            + "WHERE member_id = '{ben}' AND kind = 'signup'" },
        { "I1", "damaged_slices", "UPDATE entry SET slices = '[{\"to\":' "
            + "WHERE member_id = '{ben}' AND kind = 'signup'" },
        { "I1", "damaged_slices", "UPDATE entry SET slices = '[{\"to\":\"signup\",\"points\":300}]' "
            + "WHERE member_id = '{ben}' AND kind = 'signup'" },
        { "I1", "damaged_slices", "UPDATE entry SET slices = '[{\"points\":30000000000000000000}]' "
            + "WHERE member_id = '{ben}' AND kind = 'signup'" },
        { "I1", "damaged_slices", "UPDATE entry SET slices = 'null' WHERE member_id = '{ben}' AND kind = 'signup'" },
        { "I1", "merchant_known", "UPDATE entry SET to_account = 'merchant:mch_nobody' WHERE reference = '{at_once}'" },

        { "I2", "available", "UPDATE account SET available = available + 1 WHERE member_id = '{anna}'" },
        { "I2", "held", "UPDATE account SET held = held + 1 WHERE member_id = '{anna}'" },
        { "I2", "earned", "UPDATE account SET earned = earned - 1 WHERE member_id = '{anna}'" },
        { "I2", "spent", "UPDATE account SET spent = spent + 1 WHERE member_id = '{anna}'" },
        { "I2", "expired", "UPDATE account SET expired = expired - 1 WHERE member_id = '{ben}'" },
        { "I2", "account_adds_up", "UPDATE account SET withdrawn = withdrawn + 1 WHERE member_id = '{anna}'" },
        { "I2", "lots_add_up", "UPDATE account SET lots = replace(lots, '300', '301') WHERE member_id = '{ede}'" },
        { "I2", "lots", "UPDATE account SET lots = replace(lots, '2027-11-30', '2027-12-31') "
            + "WHERE member_id = '{ede}'" },
        { "I2", "lots", "UPDATE account SET lots = '{}' WHERE member_id = '{ede}'" },
        { "I2", "empty_lot", "UPDATE account SET lots = replace(lots, '{', '{\"signup/2020-01-31\":0,') "
            + "WHERE member_id = '{ede}'" },
        { "I2", "damaged_lots", "UPDATE account SET lots = '{\"signup/2027-11-31\":300}' WHERE member_id = '{ede}'" },
        { "I2", "damaged_lots", "UPDATE account SET lots = '{\"signup/2027-11-30\":150,\"signup/2027-11-30\":150}' "
            + "WHERE member_id = '{ede}'" },
        { "I2", "damaged_lots", "UPDATE account SET lots = '[]' WHERE member_id = '{ede}'" },
        { "I2", "holds", "UPDATE account SET holds = NULL WHERE member_id = '{anna}'" },
        { "I2", "holds", "UPDATE account SET holds = replace(holds, '2027-12-31', '2029-12-31') "
            + "WHERE member_id = '{anna}'" },
        { "I2", "holds", "DELETE FROM entry WHERE reference = '{timed_out}' AND kind = 'hold_expired'" },
        { "I2", "holds_add_up", "UPDATE account SET holds = replace(holds, ':40', ':41') WHERE member_id = '{anna}'" },
        { "I2", "damaged_holds", "UPDATE account SET holds = substr(holds, 2) WHERE member_id = '{anna}'" },
        { "I2", "damaged_row", "UPDATE account SET available = 'many' WHERE member_id = '{anna}'" },
        { "I2", "next_due", "UPDATE account SET next_due = '2027-12-31 15:59:59' WHERE member_id = '{ede}'" },
        { "I2", "next_due", "UPDATE account SET next_due = NULL WHERE member_id = '{ede}'" },
        { "I2", "account_missing", "DELETE FROM account WHERE member_id = '{carl}'" },
        { "I2", "member_missing", "DELETE FROM member WHERE member_id = '{carl}'" },

        { "I3", "lot_conservation", "UPDATE account SET lots = replace(lots, 'signup', 'check_in') "
            + "WHERE member_id = '{ede}'" },
        { "I3", "lot_conservation", "UPDATE redemption SET spent = replace(spent, 'signup', 'check_in') "
            + "WHERE id = '{whole}'" },
        { "I3", "lot_conservation", "UPDATE account SET holds = replace(holds, ':40', ':39') "
            + "WHERE member_id = '{anna}'" },
        { "I3", "lot_overdrawn", "UPDATE entry SET slices = replace(slices, 'signup', 'invitation') "
            + "WHERE reference = '{bens_book}'" },
        { "I3", "lot_overdrawn", "UPDATE entry SET slices = replace(slices, '2027-11-30', '2028-11-30') "
            + "WHERE kind = 'expired' AND member_id = '{carl}'" },
        { "I3", "hold_used_up", "UPDATE entry SET slices = replace(slices, 'signup', 'check_in') "
            + "WHERE reference = '{whole}' AND kind = 'hold'" },

        { "I4", "programme_totals", "DELETE FROM redemption WHERE id = '{at_once}'" },
        { "I4", "programme_totals", "UPDATE account SET available = available + 1 WHERE member_id = '{ede}'" },
        { "I4", "programme_totals", "UPDATE entry SET points = points + 1 "
            + "WHERE kind = 'signup' AND member_id = '{ede}'" },

        { "I5", "redemption_index", "DELETE FROM redemption_index WHERE \"key\" = '{whole}'" },
        { "I5", "redemption_index", "UPDATE redemption_index SET member_id = '{ben}' WHERE \"key\" = '{whole}'" },
        { "I5", "redemption_index", "INSERT INTO redemption_index (\"key\", member_id, merchant_id) "
            + "VALUES ('rdm_x', '{anna}', 'mch_x')" },
        { "I5", "order_number", "DELETE FROM order_number WHERE redemption_id = '{whole}'" },
        { "I5", "order_number", "UPDATE redemption SET order_no = (SELECT order_no FROM redemption "
            + "WHERE id = '{released}') WHERE id = '{open}'" },
        { "I5", "answers_and_effects", "DELETE FROM idempotency WHERE location = '/v1/redemptions/{open}'" },
        { "I5", "answers_and_effects", "UPDATE idempotency SET location = '/v1/redemptions/{whole}' "
            + "WHERE location = '/v1/redemptions/{open}'" },
        { "I5", "redemption_of_entry", "UPDATE entry SET reference = 'rdm_nobody' "
            + "WHERE reference = '{whole}' AND kind = 'hold'" },
        { "I5", "one_entry_per_adjustment", "UPDATE adjustment SET status = 'posted' WHERE points = 5000" },
        { "I5", "one_entry_per_adjustment", "UPDATE adjustment SET status = 'pending_approval' WHERE points = 1000" },
        { "I5", "one_entry_per_adjustment", CopyOfEntry + "member_id = '{anna}' AND kind = 'adjustment' LIMIT 1" },
        { "I5", "adjustment_points", "UPDATE adjustment SET points = 60 WHERE points = -60" },
        { "I5", "adjustment_of_entry", "DELETE FROM adjustment WHERE points = 1000" },

        { "I5", "adjustment_balance", "UPDATE adjustment SET balance = balance + 1 WHERE points = 1000" },

        { "I13", "posted_by", "UPDATE adjustment SET operator_day = NULL WHERE points = 1000" },
        { "I13", "posted_by", "UPDATE adjustment SET operator_day = 'x' WHERE points = 1500" },
        { "I13", "two_persons", "UPDATE adjustment SET decided_by = requested_by WHERE points = 1500" },
        { "I13", "adjusted_alone", "UPDATE adjustment SET points = 1001 WHERE points = 1000" },
        { "I13", "operator_day", "UPDATE operator_day SET taken = taken - 1 WHERE taken = 1000" },
        { "I13", "operator_day", "DELETE FROM operator_day WHERE taken = 60" },
        { "I13", "operator_day", "UPDATE operator_day SET most = 999 WHERE taken = 1000" },
        { "I13", "request_audited", "DELETE FROM audit WHERE action = 'adjustment.pending_approval'" },
        { "I13", "request_audited", "UPDATE adjustment SET requested_by = 'operator:opr_x' WHERE points = 1000" },
        { "I13", "decision_audited", "DELETE FROM audit WHERE actor = 'operator:opr_second' AND detail LIKE '%1500%'" },
        { "I13", "adjustment_index", "DELETE FROM adjustment_index" },

        { "I6", "one_signup", CopyOfEntry + "member_id = '{anna}' AND kind = 'signup'" },
        { "I6", "one_signup", "DELETE FROM entry WHERE member_id = '{friend1}'" },
        { "I6", "signup_points", "UPDATE entry SET points = 301 WHERE member_id = '{friend1}'" },
        { "I6", "signup_first", "UPDATE member SET created_at = '2026-11-25 01:00:00' WHERE member_id = '{friend1}'" },
        { "I6", "wechat_identity", "INSERT INTO wechat_identity (\"key\", member_id) VALUES ('app/anna2', '{anna}')" },
        { "I6", "wechat_identity", "DELETE FROM wechat_identity WHERE member_id = '{anna}'" },
        { "I6", "invite_code", "UPDATE invite_code SET member_id = '{ben}' WHERE member_id = '{anna}'" },
        { "I6", "one_entry_per_check_in", CopyOfEntry + "member_id = '{anna}' AND kind = 'check_in' LIMIT 1" },
        { "I6", "one_entry_per_check_in", "UPDATE entry SET business_date = '2026-11-24' "
            + "WHERE member_id = '{anna}' AND business_date = '2026-11-25'" },
        { "I6", "check_in_of_entry", "DELETE FROM check_in WHERE date = '2026-11-25'" },
        { "I6", "check_in_points", "UPDATE check_in SET points = 6 WHERE date = '2026-11-25'" },
        { "I6", "check_in_points", "UPDATE entry SET points = 26 "
            + "WHERE member_id = '{anna}' AND business_date = '2026-11-29'" },
        { "I6", "streak_days", "UPDATE check_in SET streak_days = 9 WHERE date = '2026-11-26'" },
        { "I6", "account_streak", "UPDATE account SET streak_days = 7 WHERE member_id = '{anna}'" },
        { "I6", "account_streak", "UPDATE account SET checked_in_on = '2026-11-23' WHERE member_id = '{carl}'" },
        { "I6", "invitation", "INSERT INTO invitation SELECT '{ben}', friend_id, friend_name, registered_at, points "
            + "FROM invitation WHERE friend_id = '{friend1}'" },
        { "I6", "invitation", "UPDATE member SET invited_by = NULL WHERE member_id = '{friend1}'" },
        { "I6", "one_credit_per_friend", "UPDATE invitation SET points = 100 WHERE points = 0" },
        { "I6", "one_credit_per_friend", CopyOfEntry + "reference = '{friend1}'" },
        { "I6", "invitations_per_month", CopyOfEntry + "reference = '{friend20}'" },
        { "I6", "invitation_points", "UPDATE invitation SET points = 101 WHERE friend_id = '{friend1}'" },
        { "I6", "invitation_of_entry", "DELETE FROM invitation WHERE friend_id = '{friend1}'" },
        { "I6", "credited_friends", "UPDATE account SET credited_friends = 19 WHERE member_id = '{ede}'" },
        { "I6", "one_end_per_hold", CopyOfEntry + "reference = '{whole}' AND kind = 'capture'" },
        { "I6", "one_end_per_hold", CopyOfEntry + "reference = '{at_once}'" },
        { "I6", "one_end_per_hold", "UPDATE redemption SET status = 'captured' WHERE id = '{released}'" },
        { "I6", "one_end_per_hold", "UPDATE redemption SET status = 'held' WHERE id = '{whole}'" },
        { "I6", "one_end_per_hold", "UPDATE redemption SET status = 'expired' WHERE id = '{timed_out}'" },
        { "I6", "sides_of_capture", "UPDATE redemption SET merchant_id = 'mch_other' WHERE id = '{whole}'" },
        { "I6", "sides_of_capture", "UPDATE entry SET from_account = 'available' "
            + "WHERE reference = '{whole}' AND kind = 'capture'" },
        { "I6", "hold_of_redemption", "UPDATE redemption SET status = 'released' WHERE id = '{open}'" },
        { "I6", "hold_of_redemption", "UPDATE account SET holds = replace(holds, 'expires_at\":\"2027', "
            + "'expires_at\":\"2028') WHERE member_id = '{anna}'" },
        { "I6", "ended_in_time", "UPDATE redemption SET hold_expires_at = captured_at WHERE id = '{part}'" },
        { "I6", "ended_in_time", "UPDATE entry SET business_date = '2027-11-30' "
            + "WHERE reference = '{times_out_over_midnight}' AND kind = 'hold_expired'" },

        { "I7", "parts_of_gross", "UPDATE redemption SET cash_fen = cash_fen + 1 WHERE id = '{at_once}'" },
        { "I7", "parts_of_gross", "UPDATE redemption SET cash_fen = -1, gross_fen = points * fen_per_point - 1 "
            + "WHERE id = '{at_once}'" },
        { "I7", "fen_per_point", "UPDATE redemption SET fen_per_point = 9, cash_fen = gross_fen - points * 9 "
            + "WHERE id = '{at_once}'" },
        { "I7", "gross_of_items", "UPDATE redemption SET items = replace(items, '3500', '3400') "
            + "WHERE id = '{at_once}'" },
        { "I7", "gross_of_items", "UPDATE redemption SET items = '[]' WHERE id = '{at_once}'" },
        { "I7", "damaged_items", "UPDATE redemption SET items = '{' WHERE id = '{at_once}'" },
        { "I7", "damaged_limits", "UPDATE redemption SET limits = '[{\"rule\":\"total\"}]' WHERE id = '{at_once}'" },
        { "I7", "within_limits", "UPDATE redemption SET limits = replace(limits, '4500', '4499') "
            + "WHERE id = '{at_once}'" },
        { "I7", "within_limits", "UPDATE redemption SET limits = replace(limits, '900', '800') WHERE id = '{part}'" },
        { "I7", "total_limit", "UPDATE redemption SET limits = replace(limits, 'total\",\"limit_fen\":7000', "
            + "'total\",\"limit_fen\":7001') WHERE id = '{at_once}'" },
        { "I7", "balance_limit", "UPDATE redemption SET limits = replace(limits, 'balance\",\"limit_fen\":', "
            + "'balance\",\"limit_fen\":1') WHERE id = '{at_once}'" },
        { "I7", "caps_of_programme", "UPDATE redemption SET limits = replace(limits, "
            + "'per_purchase\",\"limit_fen\":5000', 'per_purchase\",\"limit_fen\":9000') WHERE id = '{refunded}'" },
        { "I7", "caps_of_programme", "UPDATE redemption SET limits = replace(limits, 'cash_floor_per_unit', "
            + "'good_will') WHERE id = '{at_once}'" },
        { "I7", "points_of_entries", "UPDATE redemption SET points = points - 1, cash_fen = cash_fen + fen_per_point "
            + "WHERE id = '{at_once}'" },
        { "I7", "points_of_entries", "UPDATE redemption SET points = points - 1, cash_fen = cash_fen + fen_per_point "
            + "WHERE id = '{open}'" },
        { "I7", "programme_of_redemption", "UPDATE redemption SET programme_version = 2 WHERE id = '{nothing}'" },
        { "I7", "damaged_row", "UPDATE redemption SET gross_fen = X'00' WHERE id = '{at_once}'" },

        { "I8", "refunded_fen", "UPDATE redemption SET refunded_fen = refunded_fen - 1 WHERE id = '{refunded}'" },
        { "I8", "refunded_points", "UPDATE redemption SET refunded_points = refunded_points - 1 "
            + "WHERE id = '{refunded}'" },
        { "I8", "merchant_of_refund", "UPDATE refund SET merchant_id = 'mch_nobody' "
            + "WHERE redemption_id = '{partly_refunded}'" },
        { "I8", "refunded_points", "DELETE FROM refund WHERE redemption_id = '{partly_refunded}'" },
        { "I8", "parts_of_refund", "UPDATE refund SET cash_fen = cash_fen + 1 "
            + "WHERE redemption_id = '{partly_refunded}'" },
        { "I8", "refund_within_capture", "UPDATE refund SET points = points + 51, amount_fen = amount_fen + 510 "
            + "WHERE redemption_id = '{partly_refunded}'" },
        { "I8", "refund_within_capture", "UPDATE refund SET cash_fen = 1001, amount_fen = 1501 "
            + "WHERE redemption_id = '{partly_refunded}'" },
        { "I8", "entries_of_refunds", CopyOfEntry + "reference = '{partly_refunded}' AND kind = 'refund'" },
        { "I8", "merchant_of_refund", "UPDATE entry SET from_account = 'merchant:mch_other' "
            + "WHERE reference = '{partly_refunded}' AND kind = 'refund'" },
        { "I8", "refund_of_capture", "UPDATE refund SET redemption_id = '{open}' "
            + "WHERE redemption_id = '{partly_refunded}'" },
        { "I8", "spent_lot", "UPDATE redemption SET spent = replace(spent, 'refunded\":50', 'refunded\":5000') "
            + "WHERE id = '{partly_refunded}'" },
        { "I8", "spent_lots", "UPDATE redemption SET spent = replace(spent, 'refunded\":50', 'refunded\":49') "
            + "WHERE id = '{partly_refunded}'" },
        { "I8", "spent_lots", "UPDATE redemption SET spent = NULL WHERE id = '{at_once}'" },
        { "I8", "damaged_spent", "UPDATE redemption SET spent = '{}' WHERE id = '{at_once}'" },

        { "I9", "taken_from_dead_lot", "UPDATE entry SET slices = replace(slices, '2027-12-31', '2027-11-30') "
            + "WHERE reference = '{open}'" },
        { "I9", "overdue_booked_first", "DELETE FROM entry WHERE member_id = '{dora}' AND kind = 'expired'" },
        { "I9", "overdue_booked_first", "UPDATE entry SET kind = 'release' "
            + "WHERE reference = '{timed_out}' AND kind = 'hold_expired'" },
        { "I9", "expired_on_its_day", "UPDATE entry SET business_date = '2027-11-30' "
            + "WHERE member_id = '{carl}' AND kind = 'expired'" },
        { "I9", "expired_on_its_day", "UPDATE entry SET at = '2027-11-30 15:59:59' "
            + "WHERE member_id = '{carl}' AND kind = 'expired'" },
        { "I9", "grace_rule", "UPDATE entry SET slices = replace(slices, '2027-12-08', '2027-12-09') "
            + "WHERE reference = '{over_midnight}' AND kind = 'release'" },
        { "I9", "grace_rule", "UPDATE entry SET slices = replace(slices, 'to\":\"grace:signup/2027-12-08', "
            + "'to\":\"grace:grace:signup/2027-12-16') WHERE reference = '{grace_over_midnight}' AND kind = "
            + "'release'" },
        { "I9", "grace_rule", "UPDATE entry SET slices = replace(slices, 'to\":\"grace:signup/2027-12-22', "
            + "'to\":\"signup/2027-11-30') WHERE reference = '{bens_book}' AND kind = 'refund'" },
        { "I9", "credited_lot", "UPDATE entry SET slices = replace(slices, '2027-11-30', '2037-11-30') "
            + "WHERE member_id = '{friend1}'" },
        { "I9", "credited_lot", "UPDATE entry SET slices = replace(slices, 'signup', 'grace:signup') "
            + "WHERE member_id = '{friend1}'" },
        { "I9", "hold_length", "UPDATE redemption SET hold_expires_at = '2037-11-30 15:59:59' WHERE id = '{open}'" },
        { "I9", "programme_known", "UPDATE entry SET programme_version = 2 WHERE member_id = '{friend1}'" },
        { "I9", "programme_missing", "UPDATE programme_version SET document = '{\"version\": 1}'" },

        { "I12", "gapless_seq", "UPDATE entry SET seq = 10000 WHERE member_id = '{anna}' AND seq = 3" },
        { "I12", "gapless_seq", "DELETE FROM entry WHERE member_id = '{anna}' AND seq = 1" },
        { "I12", "available_after", "UPDATE entry SET available_after = available_after + 1 "
            + "WHERE member_id = '{anna}' AND seq = 9" },
        { "I12", "last_seq", "UPDATE account SET last_seq = last_seq + 1 WHERE member_id = '{anna}'" },
        { "I12", "damaged_row", "UPDATE entry SET at = 'yesterday' WHERE member_id = '{anna}' AND seq = 9" },
        { "I12", "damaged_row", "UPDATE entry SET at = '9999-12-31 23:59:59' WHERE member_id = '{anna}' AND seq = 9" },

        { "I14", "not_in_future", "UPDATE entry SET at = '2028-01-01 00:00:00' WHERE reference = '{open}'" },
        { "I14", "not_in_future", "UPDATE refund SET at = '2028-01-01 00:00:00'" },
        { "I14", "not_in_future", "UPDATE idempotency SET created_at = '2028-01-01 00:00:00'" },
        { "I14", "not_in_future", "INSERT INTO refused_code (member_id, id, nonce, code, merchant_id, at) "
            + "VALUES ('{anna}', 'rfc_1', 'n', 'cap_exceeded', 'm', '2028-01-01 00:00:00')" },
        { "I14", "not_in_future", "INSERT INTO typed_code (\"key\", member_id, nonce, expires_at) "
            + "VALUES ('1234567890', '{anna}', 'n', '2028-01-01 00:00:00')" },
        { "I14", "time_goes_on", "UPDATE entry SET at = '2026-11-23 00:00:00' WHERE member_id = '{anna}' AND seq = 9" },
        { "I14", "business_date", "UPDATE entry SET business_date = '2026-11-24' WHERE member_id = '{friend1}'" },
        { "I14", "business_date", "UPDATE entry SET business_date = '2028-01-01' "
            + "WHERE member_id = '{carl}' AND kind = 'expired'" },
        { "I14", "last_entry_at", "UPDATE account SET last_entry_at = NULL WHERE member_id = '{anna}'" },
        { "I14", "held_at", "UPDATE redemption SET held_at = '2026-11-23 00:00:00' WHERE id = '{open}'" },
        { "I14", "captured_at", "UPDATE redemption SET captured_at = NULL WHERE id = '{at_once}'" },
        { "I14", "refund_after_capture", "UPDATE refund SET at = '2026-11-23 00:00:00'" },

        { "I15", "places_taken", "UPDATE slot SET taken = taken + 1 WHERE taken = 2" },
        { "I15", "places_taken", "UPDATE slot SET capacity = 1 WHERE taken = 2" },
        { "I15", "places_taken", "UPDATE stock SET taken = 0 WHERE taken = 2" },
        { "I15", "places_taken", "UPDATE slot SET taken = 'many' WHERE taken = 2" },
        { "I15", "places_of_nothing", "DELETE FROM slot WHERE taken = 2" },
        { "I16", "tickets_of_order", "UPDATE member_order SET quantity = 4 WHERE id = '{order}'" },
        { "I16", "parts_of_ticket", "UPDATE member_order SET tickets = replace(tickets, '\"fee_fen\":0', '\"fee_fen\":1') WHERE id = '{order}'" },
        { "I16", "status_of_order", "UPDATE member_order SET status = 'cancelled' WHERE id = '{order}'" },
        { "I16", "status_of_order", "UPDATE member_order SET counts_on = NULL WHERE id = '{order}'" },
        { "I16", "status_of_order", "UPDATE member_order SET counts_for = NULL WHERE id = '{order}'" },
        { "I16", "points_of_tickets", "UPDATE member_order SET tickets = replace(tickets, '\"points\":10', '\"points\":9') WHERE id = '{order}'" },
        { "I16", "points_given_back", "UPDATE member_order SET tickets = replace(tickets, 'cancelled\"', 'valid\"') WHERE id = '{order}'" },
        { "I16", "given_back", "UPDATE redemption SET refunded_fen = 0 WHERE order_id = '{order}'" },
        { "I16", "cash_of_tickets", "UPDATE member_order SET tickets = replace(tickets, '\"cash_fen\":0', '\"cash_fen\":5') WHERE id = '{order}'" },
        { "I16", "damaged_tickets", "UPDATE member_order SET tickets = '[' WHERE id = '{order}'" },
        { "I17", "gross_of_order", "UPDATE member_order SET unit_price_fen = 101 WHERE id = '{order}'" },
        { "I17", "payment_of_order", "UPDATE member_order SET payment = 'free' WHERE id = '{order}'" },
        { "I17", "slot_times", "UPDATE member_order SET ends_at = starts_at WHERE id = '{free_order}'" },
        { "I17", "times_of_order", "UPDATE member_order SET cancel_until = '2031-01-01 00:00:00' WHERE id = '{order}'" },
        { "I14", "not_in_future", "UPDATE member_order SET created_at = '2031-01-01 00:00:00' WHERE id = '{order}'" },
        { "I17", "free_order", "UPDATE member_order SET unit_price_fen = 5 WHERE id = '{free_order}'" },
        { "I17", "redemption_of_order", "UPDATE member_order SET merchant_id = 'mch_nobody' WHERE id = '{order}'" },
        { "I17", "redemption_of_order", "UPDATE redemption SET order_id = 'ord_other' WHERE order_id = '{order}'" },
        { "I17", "order_of_redemption", "UPDATE redemption SET order_id = 'ord_other' WHERE id = '{at_once}'" },
        { "I17", "order_of_redemption", "UPDATE member_order SET redemption_id = NULL WHERE id = '{order}'" },
        { "I17", "held_until", "UPDATE member_order SET held_in = NULL WHERE id = '{held_order}'" },
        { "I17", "held_until", "UPDATE member_order SET held_in = '2027-01' WHERE id = '{venue_order}'" },
        { "I17", "give_back_at", "UPDATE member_order SET give_back_at = NULL WHERE id = '{order}'" },
        { "I17", "give_back_at", "UPDATE member_order SET goes_back_at = NULL, give_back_at = NULL WHERE id = '{order}'" },
        { "I17", "give_back_at", "UPDATE member_order SET goes_back_at = ends_at, give_back_at = ends_at WHERE id = '{held_order}'" },
        { "I17", "give_back_at", "UPDATE member_order SET give_back_at = ends_at WHERE id = '{free_order}'" },
        { "I17", "redemption_of_order", "UPDATE redemption SET status = 'released' WHERE order_id = '{held_order}'" },
        { "I16", "parts_of_ticket", "UPDATE member_order SET tickets = replace(tickets, '\"cancelled\"', '\"valid\"') WHERE id = '{held_order}'" },
        { "I16", "points_given_back", "UPDATE member_order SET tickets = replace(tickets, 'is_released', 'is_kept') WHERE id = '{venue_order}'" },
        { "I16", "given_back", "UPDATE redemption SET refunded_fen = refunded_fen - 105 WHERE order_id = '{venue_order}'" },
        { "I6", "one_end_per_hold", "UPDATE entry SET kind = 'capture' WHERE member_id = '{dora}' AND kind = 'release'" },
        { "I9", "hold_length", "UPDATE redemption SET hold_expires_at = '2037-11-30 15:59:59' WHERE order_id = '{held_order}'" },
        { "I15", "places_taken", "UPDATE waiting SET quantity = 2 WHERE status = 'offered'" },
        { "I15", "places_taken", "UPDATE waiting SET status = 'waiting', lapses_at = NULL WHERE status = 'offered'" },
        { "I15", "waiting_entries", "UPDATE slot SET waiting = waiting + 1 WHERE waiting = 2" },
        { "I15", "waiting_entries", "UPDATE waiting SET status = 'left', queue = NULL WHERE status = 'waiting'" },
        { "I17", "moves_of_order", "UPDATE member_order SET moves = 1 WHERE id = '{free_order}'" },
        { "I17", "slot_times", "UPDATE member_order SET free_until = '2027-01-01 00:00:00' WHERE id = '{free_order}'" },
        { "I18", "use_of_ticket", "UPDATE member_order SET tickets = replace(tickets, '\"used\"', '\"valid\"') WHERE id = '{free_order}'" },
        { "I18", "use_of_ticket", "UPDATE member_order SET tickets = replace(tickets, '\"used_at\"', '\"seen_at\"') WHERE id = '{free_order}'" },
        { "I18", "use_of_ticket", "UPDATE member_order SET tickets = replace(tickets, '\"people\":1', '\"people\":0') WHERE id = '{free_order}'" },
        { "I18", "tickets_used", "UPDATE slot SET used = used + 1 WHERE taken = 2" },
        { "I18", "tickets_used", "UPDATE slot SET admitted = admitted + 1 WHERE taken = 2" },
        { "I18", "walk_ins", "UPDATE slot SET walk_ins = walk_ins + 1 WHERE taken = 2" },
        { "I18", "walk_ins", "UPDATE slot SET walk_in_taken = walk_in_taken + 1 WHERE taken = 2" },
        { "I18", "miss_of_order", "UPDATE member_order SET miss_counts_at = NULL WHERE id = '{free_order}'" },
        { "I18", "miss_of_order", "UPDATE member_order SET is_miss_counted = 0 WHERE id = '{free_order}'" },
        { "I18", "walk_ins", "DELETE FROM walk_in" },
        { "I18", "walk_ins", "UPDATE walk_in SET slot_id = 'slt_other'" },
        { "I19", "person_limit", "UPDATE offer_version SET content = replace(content, '\"per_slot\":4', '\"per_slot\":1') "
            + "WHERE offer_id = (SELECT offer_id FROM member_order WHERE id = '{free_order}')" },
        { "I19", "person_limit", "UPDATE offer_version SET content = replace(content, '\"per_day\":4', '\"per_day\":1') "
            + "WHERE offer_id = (SELECT offer_id FROM member_order WHERE id = '{order}')" },
        { "I19", "version_of_order", "UPDATE member_order SET offer_version = 2 WHERE id = '{order}'" },
        { "I5", "order_index", "DELETE FROM order_index WHERE \"key\" = '{order}'" },
        { "I5", "ticket_code", "DELETE FROM ticket_code WHERE order_id = '{order}' AND ticket_id = (SELECT MIN(ticket_id) FROM ticket_code WHERE order_id = '{order}')" },
        { "I5", "answers_and_effects", "DELETE FROM idempotency WHERE location = '/v1/member/orders/{order}'" },
    };
}
