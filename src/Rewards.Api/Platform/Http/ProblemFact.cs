using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ordering;
using Rewards.Domain.Paying;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Platform.Http;

/// <summary>A number or name behind a refusal: a field beside its code.</summary>
/// <param name="Name">As in the JSON.</param>
/// <param name="Type">What it is written from and read as.</param>
/// <param name="MeaningEn">A sentence for documents.</param>
/// <param name="MeaningZh">The same in Chinese.</param>
/// <param name="Example">A value of the type.</param>
public sealed record ProblemFact(string Name, Type Type, string MeaningEn, string MeaningZh, object Example)
{
    /// <summary>The one audience that is never told; null: all are.</summary>
    public string? NeverFor { get; init; }

    /// <summary>Whether it is left out where there is nothing to say.</summary>
    public bool IsOptional { get; init; }

    public ProblemFact WhereKnown => this with { IsOptional = true };

    public bool IsFor(string audience) => NeverFor != audience;

    public static ProblemFact Errors(string field, string rule) =>
        Of<IReadOnlyDictionary<string, IReadOnlyList<string>>>(
            "errors",
            new Dictionary<string, IReadOnlyList<string>> { [field] = [rule] },
            "What is wrong with which field, by its path in the JSON or its name in the query.",
            "各字段的问题，以其在 JSON 中的路径或查询参数名为键。");

    public static ProblemFact Date(DateOnly example) =>
        Of("date", example, "The business date that counted.", "已计入的业务日期。");

    public static ProblemFact RedemptionId(string example) =>
        Of("redemption_id", example, "The redemption that has the order number.", "已使用该订单号的抵扣。");

    public static ProblemFact StatusOfRedemption(RedemptionStatus example) =>
        Of("redemption_status", example, "How the redemption stands.", "该笔抵扣的当前状态。");

    public static ProblemFact StatusOfAdjustment(AdjustmentStatus example) =>
        Of("adjustment_status", example, "How the adjustment stands.", "该笔积分调整的当前状态。");

    public static ProblemFact RequestedPoints(long example) =>
        Of("requested_points", example, "How many points were asked for.", "请求的积分。");

    public static ProblemFact SpendablePoints(long example) =>
        Of("spendable_points", example, "How many points the member can spend.", "会员的可用积分。");

    public static ProblemFact HeldPoints(long example) =>
        Of("held_points", example, "How many points are held.", "已冻结的积分。");

    public static ProblemFact RefundableFen(long example) =>
        Of("refundable_fen", example, "What is left of the gross to refund, in fen.", "剩余可退金额（分）。");

    public static ProblemFact NearestFen(long below, long above) => Of<IReadOnlyList<long?>>(
        "nearest_fen",
        [below, above],
        "The nearest amounts below and above that can be refunded, in fen; null where there is none below.",
        "低于和高于该金额、最接近的可退金额（分）；低于的一侧没有时为 null。");

    public static ProblemFact OfferState(string example) =>
        Of("offer_state", example, "How the offer, or its version, stands.", "该供给或其版本的当前状态。");

    public static ProblemFact StateOfSlot(SlotState example) =>
        Of("slot_state", example, "How the slot stands.", "该场次的当前状态。");

    public static ProblemFact NewestVersion(int example) =>
        Of("newest_version", example, "The number of the newest version.", "最新版本的编号。");

    public static ProblemFact TakenPlaces(long example) =>
        Of("taken", example, "How many places are taken.", "已占用的名额。");

    public static ProblemFact OpensAt(DateTimeOffset example) =>
        Of("opens_at", example, "From when it can be ordered (UTC).", "开放预订的时间（UTC）。");

    public static ProblemFact Classes(params IReadOnlyList<Eligibility> example) =>
        Of("classes", example, "The classes of people that it is for.", "该供给面向的人群类别。");

    public static ProblemFact Scope(string example) => Of(
        "scope", example, "Which limit: per_order, per_slot, per_day, per_offer or at_venue (orders to be paid there).", "达到的限制：每单、每场、每日、每项，或到场付款的订单数。");

    public static ProblemFact LimitForOne(int example) =>
        Of("limit", example, "How many tickets one person may have.", "每人最多可有的票数。");

    public static ProblemFact UsedForOne(int example) =>
        Of("used", example, "How many this member has.", "该会员已有的票数。");

    public static ProblemFact ResetsAt(DateTimeOffset example) =>
        Of("resets_at", example, "From when on the count is another (UTC); not there: never.", "重新计数的时间（UTC）；无此项则不重置。");

    public static ProblemFact PlacesLeft(long example) =>
        Of("left", example, "How many are left.", "剩余数量。");

    public static ProblemFact WaitingEntries(int example) =>
        Of("waiting", example, "How many wait for a place.", "等候的人数。");

    public static ProblemFact UsedTickets(int example) =>
        Of("used", example, "How many tickets were used.", "已使用的票数。");

    public static ProblemFact WaitingId(string example) =>
        Of("waiting_id", example, "The member's entry in the queue.", "会员的候补记录。");

    public static ProblemFact LimitOfQueue(int example) =>
        Of("limit", example, "How many entries a queue has at most.", "候补人数上限。");

    public static ProblemFact LimitOfPictures(int example) =>
        Of("limit", example, "How many pictures may wait for an offer.", "尚未用于任何供给的图片数量上限。");

    public static ProblemFact Pixels(string name, int example, string english, string chinese) =>
        Of(name, example, english, chinese);

    public static ProblemFact NextSlots(params IReadOnlyList<OtherSlot> example) =>
        Of("next_slots", example, "The next slots of the offer with places, as lately known.", "该供给接下来有名额的场次（略有延迟）。");

    public static ProblemFact Until(DateTimeOffset example) =>
        Of("until", example, "Up to when (UTC).", "截止时间（UTC）。");

    public static ProblemFact Fen(string name, long example, string english, string chinese) =>
        Of(name, example, english, chinese);

    public static ProblemFact CashFen(long example) =>
        Of("cash_fen", example, "What would have to be paid in money, in fen.", "需以现金支付的金额（分）。");

    public static ProblemFact LiveVersion(int example) =>
        Of("version", example, "The version that is offered now.", "当前有效的版本。");

    public static ProblemFact ChangedFields(params IReadOnlyList<string> example) =>
        Of("changed", example, "What it says otherwise than the accepted one.", "与已接受版本相比有变化的内容。");

    public static ProblemFact OrderId(string example) =>
        Of("order_id", example, "The order that it pays for.", "该笔抵扣所属的订单。");

    public static ProblemFact TicketId(string example) =>
        Of("ticket_id", example, "The ticket that stands in the way.", "无法处理的票。");

    public static ProblemFact StatusOfTicket(TicketStatus example) =>
        Of("ticket_status", example, "How it stands.", "该票的当前状态。");

    public static ProblemFact StatusOfOrder(OrderStatus example) =>
        Of("order_status", example, "How the order stands.", "订单的当前状态。");

    public static ProblemFact StatusOfCase(PaymentCaseStatus example) =>
        Of("case_status", example, "How the case stands.", "该事项的当前状态。");

    public static ProblemFact Decisions(params IReadOnlyList<CaseDecision> example) =>
        Of("decisions", example, "What can be decided about it now.", "当前可选的处理方式。");

    public static ProblemFact CancelUntil(DateTimeOffset example) =>
        Of("cancel_until", example, "The last instant at which it could be cancelled (UTC).", "可取消的最晚时间（UTC）。");

    public static ProblemFact Missed(params IReadOnlyList<MissedBooking> example) =>
        Of("missed", example, "Bookings that the member did not come to lately.", "近期未到场的预订。");

    public static ProblemFact Venue(string example) =>
        Of("venue_id", example, "Where; not there: nobody said.", "场馆；未注明时无此项。");

    public static ProblemFact Slot(string example) =>
        Of("slot_id", example, "The slot that it is for; not there: goods have none.", "所属的场次；商品无此项。");

    public static ProblemFact Time(string name, string english, string chinese) =>
        Of(name, new DateTimeOffset(2026, 11, 28, 1, 0, 0, TimeSpan.Zero), english, chinese);

    public static ProblemFact WantedSlots(int example) =>
        Of("slots", example, "How many slots it would be.", "将生成的场次数。");

    /// <summary>Of a purchase: an adjustment has no such limits.</summary>
    public static ProblemFact MaxPoints(long example) => OfPurchase(Of(
        "max_points", example, "The most that the limits allow for this purchase.", "该笔消费最多可用的积分。"));

    /// <summary>Of a purchase: an adjustment has no such limits.</summary>
    public static ProblemFact Limits(params IReadOnlyList<LimitResponse> example) => OfPurchase(Of(
        "limits", example, "Every limit, and which of them decided.", "各项上限，以及起决定作用的上限。"));

    private static ProblemFact OfPurchase(ProblemFact fact) => fact with { NeverFor = Audience.Operator };

    private static ProblemFact Of<T>(string name, T example, string english, string chinese)
        where T : notnull => new(name, typeof(T), english, chinese, example);
}
