using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Platform.Http;

/// <summary>A kind of error: its stable code, its HTTP status, and what it says in both languages.</summary>
/// <param name="DetailEn">For where nobody has more to say about the very case.</param>
public sealed record ProblemCode(
    string Code, int Status, string TitleEn, string TitleZh, string DetailEn, string DetailZh)
{
    /// <summary>A name for the kind of problem (RFC 9457), not an address.</summary>
    public string Type => "urn:rewards:problem:" + Code;

    /// <summary>The numbers and names that come with it, each time, as fields beside the code.</summary>
    public IReadOnlyList<ProblemFact> Facts { get; init; } = [];

    public string Title(bool chinese) => chinese ? TitleZh : TitleEn;

    public string Detail(bool chinese) => chinese ? DetailZh : DetailEn;
}

/// <summary>
/// The one table of all errors that the API can answer. Callers branch on the code; it is never renamed.
/// </summary>
public static class ProblemCodes
{
    private static readonly Dictionary<string, ProblemCode> ByCode = new ProblemCode[]
    {
        new("malformed_request", 400, "The request can't be read", "请求无法解析",
            "The body, path or query could not be read as what this call expects.",
            "请求内容、路径或查询参数与接口要求不符。"),
        new("validation_failed", 400, "The request breaks a rule of form", "请求参数不符合要求",
            "Each field named in errors has to be mended; nothing was done.",
            "请修改 errors 中列出的各项参数；未执行任何操作。")
        {
            Facts = [ProblemFact.Errors("items[0].quantity", "must be from 1 to 1000000000")],
        },
        new("idempotency_key_missing", 400, "The Idempotency-Key header is missing", "缺少 Idempotency-Key 请求头",
            "Send a new key for a new request, and the same key to repeat one.",
            "新请求请使用新的键，重试请使用相同的键。"),
        new("idempotency_key_invalid", 400, "The Idempotency-Key header is not valid", "Idempotency-Key 请求头无效",
            "A key has 16 to 64 visible ASCII characters, and is sent once.",
            "键须为 16 至 64 个可见 ASCII 字符，且只发送一次。"),
        new("cursor_invalid", 400, "The cursor is not valid here", "分页游标无效",
            "A cursor works for its own list and filters only.",
            "游标只适用于生成它的列表和筛选条件。"),
        new("capture_needs_points", 400, "A capture needs at least one point", "扣减积分至少为 1",
            "To take none of the held points, release the redemption.",
            "如不扣减任何积分，请释放该笔冻结。"),
        new("credential_invalid", 401, "No valid credential", "凭证缺失或无效",
            "Send a live credential of this API as Authorization: Bearer.",
            "请在 Authorization: Bearer 中发送本接口的有效凭证。"),
        new("scope_missing", 403, "The key lacks a scope", "密钥缺少所需权限",
            "The key is valid, but was not issued for this call.",
            "密钥有效，但未授予此项操作的权限。"),
        new("role_missing", 403, "The operator's role does not allow this", "操作员角色无此权限",
            "The token is valid, but its operator's role may not do this.",
            "令牌有效，但该操作员的角色不允许此操作。"),
        new("own_request", 403, "Another person must decide", "须由他人审批",
            "Who asked for an adjustment can't approve or reject it; they can withdraw it.",
            "申请人不能审批自己的积分调整，但可以撤回。"),
        new("not_own_request", 403, "Only who asked can withdraw it", "只有申请人可以撤回",
            "Another person's adjustment is approved or rejected, not withdrawn.",
            "他人的积分调整只能批准或驳回，不能撤回。"),
        new("merchant_suspended", 403, "The merchant is suspended", "商户已暂停",
            "It may not quote or redeem; captures, releases and refunds go on.",
            "暂停期间不能询价和抵扣；扣减、释放和退款不受影响。"),
        new("not_found", 404, "Not found", "未找到",
            "It does not exist, or belongs to somebody else.",
            "该资源不存在，或不属于当前调用方。"),
        new("method_not_allowed", 405, "The method is not allowed here", "不支持该请求方法",
            "The path exists; the Allow header names its methods.",
            "路径存在；可用的方法见 Allow 响应头。"),
        new("already_checked_in", 409, "Checked in today already", "今日已签到",
            "One check-in counts a day; the next one is possible tomorrow.",
            "每天只能签到一次，请明天再来。")
        {
            Facts = [ProblemFact.Date(new DateOnly(2026, 11, 23))],
        },
        new("duplicate_order", 409, "The order number is used up", "订单号已使用",
            "An order number is redeemed once for ever; redemption_id names that redemption.",
            "每个订单号只能使用一次；redemption_id 为对应的抵扣。")
        {
            Facts = [ProblemFact.RedemptionId("rdm_01m6a6ft00e5q8d2vk5m3t7b9c")],
        },
        new("member_code_used", 409, "The member code was used already", "积分码已使用",
            "Ask the member to show a new code.",
            "请会员出示新的积分码。"),
        new("redemption_not_held", 409, "The redemption is not held any more", "积分冻结已结束",
            "It was captured, released or expired before; redemption_status says which.",
            "该笔冻结已扣减、释放或过期，见 redemption_status。")
        {
            Facts = [ProblemFact.StatusOfRedemption(RedemptionStatus.Expired)],
        },
        new("redemption_not_captured", 409, "The redemption is not captured", "积分尚未扣减",
            "Only a captured redemption can be refunded.",
            "只有已扣减的抵扣可以退款。")
        {
            Facts = [ProblemFact.StatusOfRedemption(RedemptionStatus.Held)],
        },
        new("adjustment_not_pending", 409, "The adjustment does not wait any more", "该积分调整已不在待审批状态",
            "It was posted, rejected, withdrawn or has lapsed; adjustment_status says which.",
            "该积分调整已入账、驳回、撤回或失效，见 adjustment_status。")
        {
            Facts = [ProblemFact.StatusOfAdjustment(AdjustmentStatus.Posted)],
        },
        new("last_admin", 409, "The last admin can't be revoked", "不能撤销最后一名管理员",
            "No other admin's token opens anything: add another admin first, or replace the token.",
            "没有其他管理员的令牌仍然有效：请先增加一名管理员，或更换该令牌。"),
        new("operator_revoked", 409, "The operator was revoked", "操作员已被撤销",
            "A revoked operator gets no new token: add the person anew.",
            "已撤销的操作员不能获得新令牌，请重新添加此人。"),
        new("token_replaced", 409, "The token was replaced meanwhile", "令牌已被更换",
            "Somebody else replaced it: read the operator again before replacing the new one too.",
            "该令牌已被他人更换；如需再次更换，请先重新读取该操作员。"),
        new("too_many_keys", 409, "The merchant has two live keys already", "商户已有两个有效密钥",
            "Revoke one of them first.",
            "请先撤销其中一个。"),
        new("body_too_large", 413, "The request body is too large", "请求内容过大",
            "No call here needs a body that large.",
            "本接口的请求内容不应如此之大。"),
        new("media_type_unsupported", 415, "The body must be application/json", "请求内容须为 application/json",
            "Send JSON in UTF-8 with Content-Type: application/json.",
            "请以 Content-Type: application/json 发送 UTF-8 编码的 JSON。"),
        new("https_required", 421, "HTTPS only", "仅支持 HTTPS",
            "Send it over HTTPS. Behind a proxy that ends TLS: name the proxy in Service:TrustedProxies.",
            "请使用 HTTPS。如由代理终止 TLS，请在 Service:TrustedProxies 中列出该代理。"),
        new("balance_limit_exceeded", 422, "The balance would grow too large", "积分余额超出上限",
            "The member's balance would exceed what an account may hold.",
            "会员余额将超过账户上限。"),
        new("cap_exceeded", 422, "More points than the rules allow", "超出可抵扣上限",
            "Ask for fewer points, or leave points out; limits says what is allowed.",
            "请减少积分或不填 points；允许的数额见 limits。")
        {
            Facts =
            [
                ProblemFact.RequestedPoints(501),
                ProblemFact.MaxPoints(500),
                ProblemFact.SpendablePoints(820),
                ProblemFact.Limits(
                    new LimitResponse("total", 8800, false),
                    new LimitResponse("balance", 8200, false),
                    new LimitResponse("per_purchase", 5000, true)),
            ],
        },
        new("capture_exceeds_hold", 422, "More points than are held", "超出冻结积分",
            "At most the held points can be captured.",
            "扣减的积分不能超过冻结的积分。")
        {
            Facts = [ProblemFact.HeldPoints(500)],
        },
        new("clock_moves_forward_only", 422, "The sandbox clock moves forward only", "沙盒时钟只能前进",
            "Send an instant that is still to come.",
            "请发送未来的时间。"),
        new("clock_of_stripe", 409, "Stripe's own clock can't be moved", "不能移动 Stripe 的时钟",
            "Payments go to Stripe itself, which has its own clock: leave Stripe:SecretKey out to pay at the sandbox's.",
            "支付走真实的 Stripe，它有自己的时钟；去掉 Stripe:SecretKey 即改用沙盒的 Stripe。"),
        new("idempotency_key_reused", 422, "The key belongs to another request", "该 Idempotency-Key 已用于其他请求",
            "Method, path and body must be the same, byte for byte, when a key comes again.",
            "使用相同的键时，方法、路径和内容须逐字节相同。"),
        new("insufficient_points", 422, "Not enough points", "积分不足",
            "The member has fewer spendable points than were asked for.",
            "会员的可用积分少于所需积分。")
        {
            Facts =
            [
                ProblemFact.RequestedPoints(500),
                ProblemFact.MaxPoints(300),
                ProblemFact.SpendablePoints(300),
                ProblemFact.Limits(
                    new LimitResponse("total", 8800, false),
                    new LimitResponse("balance", 3000, true),
                    new LimitResponse("per_purchase", 5000, false)),
            ],
        },
        new("member_code_expired", 422, "The member code is too old", "积分码已过期",
            "A code lives one minute: ask the member to show a new one.",
            "积分码有效期为一分钟，请会员出示新的积分码。"),
        new("member_code_invalid", 422, "The member code is not valid", "积分码无效",
            "The code was not issued here, or was changed on the way.",
            "积分码并非本服务签发，或已被改动。"),
        new("refund_exceeds_capture", 422, "More than is left to refund", "超出可退金额",
            "At most what is left of the gross can be refunded.",
            "退款金额不能超过剩余可退金额。")
        {
            Facts = [ProblemFact.RefundableFen(4400)],
        },
        new("refund_not_divisible", 422, "The amount can't be split into whole points", "退款金额无法按整数积分拆分",
            "Points are whole; nearest_fen names the nearest amounts that would do, null where there is none.",
            "积分必须为整数；nearest_fen 为最接近的可退金额，没有则为 null。")
        {
            Facts = [ProblemFact.NearestFen(1895, 1900)],
        },
        new("wechat_code_invalid", 422, "WeChat does not know the code", "微信授权码无效",
            "A code works once and for a few minutes: ask WeChat for a new one.",
            "授权码只能使用一次且数分钟内有效，请重新获取。"),
        new("rate_limited", 429, "Too many requests", "请求过于频繁",
            "Wait as long as Retry-After says.",
            "请按 Retry-After 指示的时间等待。"),
        new("internal_error", 500, "Something went wrong here", "服务器内部错误",
            "The request_id finds it in the service's log; the idempotency key tells whether anything was done.",
            "可凭 request_id 在日志中查找；是否已执行可凭幂等键查询。"),
        new("overloaded", 503, "Overloaded; try again", "服务繁忙，请重试",
            "More requests are waiting than can be answered in time.",
            "等待处理的请求过多，无法及时响应。"),
        new("storage_unavailable", 503, "Storage is away; try again", "存储暂不可用，请重试",
            "Nothing was applied, or the idempotency key will tell.",
            "未执行任何操作，或可凭幂等键查询。"),
        new("wechat_unavailable", 503, "WeChat can't be reached; try again", "微信服务暂不可用，请重试",
            "Nobody was signed in; the same code may be tried again.",
            "未完成登录，可使用同一授权码重试。"),
    }.Concat(SupplyProblemCodes.All).Concat(PictureProblemCodes.All).Concat(PaymentProblemCodes.All)
        .ToDictionary(problem => problem.Code);

    public static IEnumerable<ProblemCode> All => ByCode.Values;

    /// <exception cref="KeyNotFoundException">The code is not in the table: add it there.</exception>
    public static ProblemCode Find(string code) => ByCode[code];

    public static ProblemCode? FindOrNull(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The code for a bare status, where the framework decided and gave no reason.</summary>
    public static ProblemCode ForStatus(int status) => Find(status switch
    {
        400 => "malformed_request",
        401 => "credential_invalid",
        403 => "role_missing",
        404 => "not_found",
        405 => "method_not_allowed",
        413 => "body_too_large",
        415 => "media_type_unsupported",
        _ => status == 429 ? "rate_limited" : status == 503 ? "overloaded" : "internal_error",
    });
}
