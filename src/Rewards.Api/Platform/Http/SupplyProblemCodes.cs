using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Platform.Http;

/// <summary>Errors about offers, slots, orders and doors: a part of <see cref="ProblemCodes"/>.</summary>
internal static class SupplyProblemCodes
{
    private const string Ticket = "tkt_01m6a6ft00e8cr5n3j7k2q9w4x";

    /// <summary>For examples.</summary>
    private static readonly DateTimeOffset Instant = new(2026, 11, 28, 1, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<ProblemCode> All { get; } =
    [
        new("offer_state", 409, "The offer does not allow this now", "该供给当前状态不允许此操作",
            "It is closed, or no version of it waits; offer_state says how it stands.",
            "该供给已关闭，或没有待审核的版本，见 offer_state。")
        {
            Facts = [ProblemFact.OfferState("closed")],
        },
        new("offer_changed", 409, "The offer has changed", "供给内容已变更",
            "Show it again: changed names what is new, and version what to accept.",
            "请重新展示：变更内容见 changed，当前版本见 version。")
        {
            Facts = [ProblemFact.LiveVersion(2), ProblemFact.ChangedFields("price_fen")],
        },
        new("price_changed", 409, "It costs something else now", "价格已变化",
            "The cash is another than was expected: show the new numbers.",
            "需付金额与预期不同，请展示新的金额。")
        {
            Facts =
            [
                ProblemFact.Fen("gross_fen", 8800, "The price before points, in fen.", "使用积分前的价格（分）。"),
                ProblemFact.Fen("points", 500, "Points that it would take.", "将使用的积分。"),
                ProblemFact.Fen("discount_fen", 5000, "What they are worth, in fen.", "积分抵扣的金额（分）。"),
                ProblemFact.CashFen(3800),
            ],
        },
        new("ticket_not_valid", 409, "The ticket is not valid any more", "该票已失效",
            "Only valid tickets of the order can be cancelled; ticket_status says how it stands.",
            "只能取消本订单中有效的票，见 ticket_status。")
        {
            Facts =
            [
                ProblemFact.TicketId(Ticket), ProblemFact.StatusOfTicket(TicketStatus.Used),
            ],
        },
        new("cancel_too_late", 409, "It is too late to cancel", "已超过取消时间",
            "It could be cancelled until cancel_until.",
            "可取消的最晚时间见 cancel_until。")
        {
            Facts = [ProblemFact.CancelUntil(Instant)],
        },
        new("redemption_of_order", 409, "The redemption belongs to an order", "该笔抵扣属于会员订单",
            "It pays for a member's order, and changes with that alone.",
            "该笔抵扣只能随订单变更。")
        {
            Facts = [ProblemFact.OrderId("ord_01m6a6ft00e8cr5n3j7k2q9w4x")],
        },
        new("slot_state", 409, "The slot does not allow this now", "该场次当前状态不允许此操作",
            "It is over or was cancelled; slot_state says which.",
            "该场次已结束或已取消，见 slot_state。")
        {
            Facts = [ProblemFact.StateOfSlot(SlotState.Over)],
        },
        new("version_conflict", 409, "Somebody else made a newer version", "已有更新的版本",
            "Read the offer again: newest_version is the one that a new version has to follow.",
            "请重新读取该供给：新版本须基于 newest_version。")
        {
            Facts = [ProblemFact.NewestVersion(2)],
        },
        new("capacity_below_taken", 409, "Fewer places than are taken", "名额少于已占用的数量",
            "taken places have a ticket, and some may be kept for walk-ins: there must be at least as many.",
            "已有 taken 个名额被占用，另可能为现场入场保留名额：总数不能更少。")
        {
            Facts = [ProblemFact.TakenPlaces(3)],
        },
        new("version_missing", 428, "The newest version must be named", "须指明最新版本",
            "Send If-Match with the number that reading the offer gave as ETag, so that nobody's change is lost.",
            "请在 If-Match 中发送读取该供给时 ETag 给出的版本号，以免覆盖他人的修改。")
        {
            Facts = [ProblemFact.NewestVersion(2)],
        },
        new("amount_out_of_range", 422, "The order costs too much at once", "订单金额过大",
            "An order costs at most 1000000000 fen: order fewer.",
            "一个订单最多 1000000000 分，请减少数量。"),
        new("sold_out", 422, "Sold out", "名额不足",
            "Fewer are left than were wanted; next_slots names others.",
            "剩余名额不足，其他场次见 next_slots。")
        {
            Facts =
            [
                ProblemFact.PlacesLeft(0),
                ProblemFact.WaitingEntries(0),
                ProblemFact.NextSlots(new OtherSlot("slt_01m6a6ft00e8cr5n3j7k2q9w4x", Instant, 3)),
            ],
        },
        new("not_open", 422, "It can't be ordered yet", "尚未开放预订",
            "It can be ordered from opens_at on.",
            "开放预订的时间见 opens_at。")
        {
            Facts = [ProblemFact.OpensAt(Instant)],
        },
        new("booking_closed", 422, "It can't be ordered any more", "已停止预订",
            "The slot is too near, over or cancelled, or takes whoever comes first; slot_state says which.",
            "该场次已截止、已结束、已取消，或无需预订，见 slot_state。")
        {
            Facts = [ProblemFact.StateOfSlot(SlotState.Closed)],
        },
        new("person_limit", 422, "More than one person may have", "超出每人限购数量",
            "scope says which limit, used how many this member has.",
            "达到的限制见 scope，已有数量见 used。")
        {
            Facts =
            [
                ProblemFact.Scope("per_day"),
                ProblemFact.LimitForOne(1),
                ProblemFact.UsedForOne(1),
                ProblemFact.ResetsAt(Instant).WhereKnown,
            ],
        },
        new("too_far_ahead", 422, "Too far ahead for points", "超出积分可预订的时间范围",
            "With points, or to pay at the venue, one orders only so far ahead: see until.",
            "使用积分或到场付款时，可预订的时间有限，见 until。")
        {
            Facts = [ProblemFact.Until(Instant)],
        },
        new("eligibility_required", 422, "It is for some people only", "该供给仅面向特定人群",
            "Say which of the classes is the member's; staff look at the door.",
            "请选择会员所属的类别，入场时由工作人员核对。")
        {
            Facts = [ProblemFact.Classes(Eligibility.Soldier)],
        },
        new("payment_unavailable", 422, "The cash part can't be paid here", "暂不支持现金支付",
            "What is not covered by points can't be paid here yet: take another offer, or as many points as it costs.",
            "积分未能抵扣的部分目前无法支付：请选择其他供给，或全额使用积分。")
        {
            Facts = [ProblemFact.CashFen(1250)],
        },
        new("move_too_late", 409, "It is too late to move the slot", "已超过可改期的时间",
            "A slot moves up to two hours before its start: until move_until. It can be cancelled later too.",
            "场次最晚可在开始前两小时改期，见 move_until；此后只能取消。")
        {
            Facts = [ProblemFact.Time("move_until", "The last instant at which it could be moved (UTC).", "可改期的最晚时间（UTC）。")],
        },
        new("slot_in_use", 409, "Somebody is in already", "已有人入场",
            "used tickets were used: a slot that has begun for somebody does not move.",
            "已有 used 张票入场，场次不能再改期。")
        {
            Facts = [ProblemFact.UsedTickets(1)],
        },
        new("slot_clash", 409, "Another slot is there then", "与其他场次冲突",
            "slot_id names the one that is at that time and place.",
            "该时间和场地已有场次，见 slot_id。")
        {
            Facts = [ProblemFact.Slot("slt_01m6a6ft00e8cr5n3j7k2q9w4x")],
        },
        new("already_waiting", 409, "The member waits for it already", "已在候补",
            "One entry for a slot: waiting_id names it. Leave the queue to wait for another number of tickets.",
            "每个场次只能候补一次，见 waiting_id；如需更改数量，请先退出候补。")
        {
            Facts = [ProblemFact.WaitingId("wtg_01m6a6ft00e8cr5n3j7k2q9w4x")],
        },
        new("places_left", 409, "There are places left", "仍有名额",
            "There is no need to wait: order them. left says how many there are.",
            "无需候补，可直接预订，剩余名额见 left。")
        {
            Facts = [ProblemFact.PlacesLeft(2)],
        },
        new("waiting_full", 422, "Too many wait already", "候补人数已满",
            "limit says how many may wait for one slot.",
            "每个场次的候补人数上限见 limit。")
        {
            Facts = [ProblemFact.LimitOfQueue(200)],
        },
        new("offer_without_slots", 422, "Goods have no slots", "商品没有场次",
            "Only what takes place has slots; goods have a stock.",
            "只有按时间提供的供给才有场次；商品只有库存。"),
        new("too_many_slots", 422, "Too many slots at once", "一次生成的场次过多",
            "A template makes at most 500 slots at once: choose fewer days.",
            "一次最多生成 500 个场次，请减少天数。")
        {
            Facts = [ProblemFact.WantedSlots(720)],
        },
        new("ticket_cancelled", 409, "The ticket was cancelled", "该票已取消",
            "It lets nobody in; cancelled_at says since when.",
            "该票已不能入场，取消时间见 cancelled_at。")
        {
            Facts = [ProblemFact.TicketId(Ticket), ProblemFact.Time("cancelled_at", "Since when it is cancelled (UTC).", "取消的时间（UTC）。")],
        },
        new("wrong_venue", 409, "The ticket is for another venue", "该票属于其他场馆",
            "venue_id says for which.",
            "对应的场馆见 venue_id。")
        {
            Facts = [ProblemFact.TicketId(Ticket), ProblemFact.Venue("ven_01m6a6ft00e8cr5n3j7k2q9w4x")],
        },
        new("wrong_slot", 409, "The ticket is for another slot", "该票属于其他场次",
            "slot_id says for which, starts_at when that is.",
            "对应的场次见 slot_id，开始时间见 starts_at。")
        {
            Facts =
            [
                ProblemFact.TicketId(Ticket),
                ProblemFact.Slot("slt_01m6a6ft00e8cr5n3j7k2q9w4x").WhereKnown,
                ProblemFact.Time("starts_at", "When it starts (UTC).", "开始的时间（UTC）。").WhereKnown,
            ],
        },
        new("too_early", 409, "It is too early", "尚未到入场时间",
            "The door opens at valid_from.",
            "入场时间从 valid_from 开始。")
        {
            Facts = [ProblemFact.TicketId(Ticket).WhereKnown, ProblemFact.Time("valid_from", "From when on one may come in (UTC).", "开始入场的时间（UTC）。")],
        },
        new("too_late", 409, "It is too late", "已过有效时间",
            "It was over at valid_until.",
            "有效时间截至 valid_until。")
        {
            Facts = [ProblemFact.TicketId(Ticket).WhereKnown, ProblemFact.Time("valid_until", "From when on one may not come in any more (UTC).", "不再入场的时间（UTC）。")],
        },
        new("ticket_used", 409, "The ticket was used already", "该票已使用",
            "used_at says when, venue_id where.",
            "使用时间见 used_at，地点见 venue_id。")
        {
            Facts =
            [
                ProblemFact.TicketId(Ticket),
                ProblemFact.Time("used_at", "When it was used (UTC).", "使用的时间（UTC）。"),
                ProblemFact.Venue("ven_01m6a6ft00e8cr5n3j7k2q9w4x").WhereKnown,
            ],
        },
        new("slot_cancelled", 409, "The slot was cancelled", "该场次已取消",
            "Nobody is let in; members get everything back.",
            "该场次不再入场，会员可全额退回。")
        {
            Facts = [ProblemFact.TicketId(Ticket).WhereKnown],
        },
        new("booking_blocked", 403, "Too many bookings were missed", "未到场次数过多",
            "Nothing free can be booked until then; missed names what was missed. What is paid for can be.",
            "在 until 之前不能预订免费项目，未到场的预订见 missed；付费项目不受影响。")
        {
            Facts =
            [
                ProblemFact.Until(Instant),
                ProblemFact.Missed(new MissedBooking("ord_01m6a6ft00e8cr5n3j7k2q9w4x", "羽毛球场", Instant)),
            ],
        },
        new("ticket_not_missed", 409, "The ticket was not missed", "该票并非未到场",
            "Only a missed ticket can be forgiven; ticket_status says how it stands.",
            "只有未到场的票可以免计，见 ticket_status。")
        {
            Facts = [ProblemFact.TicketId(Ticket), ProblemFact.StatusOfTicket(TicketStatus.Used)],
        },
        new("ticket_not_used", 409, "The ticket was not used", "该票未使用",
            "There is nothing to take back; ticket_status says how it stands.",
            "没有可撤销的入场，见 ticket_status。")
        {
            Facts = [ProblemFact.TicketId(Ticket), ProblemFact.StatusOfTicket(TicketStatus.Valid)],
        },
        new("undo_too_late", 409, "It is too late to take back", "已超过可撤销的时间",
            "An admission can be taken back for 10 minutes: until undo_until.",
            "入场后 10 分钟内可撤销，最晚时间见 undo_until。")
        {
            Facts = [ProblemFact.Time("undo_until", "The last instant at which it could be taken back (UTC).", "可撤销的最晚时间（UTC）。")],
        },
        new("no_place_left", 422, "No place for who has no order", "现场名额不足",
            "left says how many there are.",
            "剩余名额见 left。")
        {
            Facts = [ProblemFact.PlacesLeft(0)],
        },
    ];
}
