namespace Rewards.Api.Http;

/// <summary>A kind of error: its stable code, its HTTP status, and its title in both languages.</summary>
public sealed record ProblemCode(string Code, int Status, string TitleEn, string TitleZh)
{
    /// <summary>A name for the kind of problem (RFC 9457), not an address.</summary>
    public string Type => "urn:rewards:problem:" + Code;

    public string Title(bool chinese) => chinese ? TitleZh : TitleEn;
}

/// <summary>The one table of all errors that the API can answer. Callers branch on the code; it is never renamed.</summary>
public static class ProblemCodes
{
    private static readonly Dictionary<string, ProblemCode> ByCode = new ProblemCode[]
    {
        new("malformed_request", 400, "The request can't be read", "请求无法解析"),
        new("validation_failed", 400, "The request breaks a rule of form", "请求参数不符合要求"),
        new("idempotency_key_missing", 400, "The Idempotency-Key header is missing", "缺少 Idempotency-Key 请求头"),
        new("idempotency_key_invalid", 400, "The Idempotency-Key header is not valid", "Idempotency-Key 请求头无效"),
        new("cursor_invalid", 400, "The cursor is not valid here", "分页游标无效"),
        new("capture_needs_points", 400, "A capture needs at least one point", "扣减积分至少为 1"),
        new("credential_invalid", 401, "No valid credential", "凭证缺失或无效"),
        new("scope_missing", 403, "The key lacks a scope", "密钥缺少所需权限"),
        new("role_missing", 403, "The operator's role does not allow this", "操作员角色无此权限"),
        new("merchant_suspended", 403, "The merchant is suspended", "商户已暂停"),
        new("not_found", 404, "Not found", "未找到"),
        new("method_not_allowed", 405, "The method is not allowed here", "不支持该请求方法"),
        new("already_checked_in", 409, "Checked in today already", "今日已签到"),
        new("duplicate_order", 409, "The order number is used up", "订单号已使用"),
        new("member_code_used", 409, "The member code was used already", "付款码已使用"),
        new("redemption_not_held", 409, "The redemption is not held any more", "积分冻结已结束"),
        new("redemption_not_captured", 409, "The redemption is not captured", "积分尚未扣减"),
        new("too_many_keys", 409, "The merchant has two live keys already", "商户已有两个有效密钥"),
        new("body_too_large", 413, "The request body is too large", "请求内容过大"),
        new("media_type_unsupported", 415, "The body must be application/json", "请求内容须为 application/json"),
        new("balance_limit_exceeded", 422, "The balance would grow too large", "积分余额超出上限"),
        new("cap_exceeded", 422, "More points than the rules allow", "超出可抵扣上限"),
        new("capture_exceeds_hold", 422, "More points than are held", "超出冻结积分"),
        new("clock_moves_forward_only", 422, "The sandbox clock moves forward only", "沙盒时钟只能前进"),
        new("idempotency_key_reused", 422, "The key belongs to another request", "该 Idempotency-Key 已用于其他请求"),
        new("insufficient_points", 422, "Not enough points", "积分不足"),
        new("member_code_expired", 422, "The member code is too old", "付款码已过期"),
        new("member_code_invalid", 422, "The member code is not valid", "付款码无效"),
        new("refund_exceeds_capture", 422, "More than is left to refund", "超出可退金额"),
        new("refund_not_divisible", 422, "The amount can't be split into whole points", "退款金额无法按整数积分拆分"),
        new("wechat_code_invalid", 422, "WeChat does not know the code", "微信授权码无效"),
        new("rate_limited", 429, "Too many requests", "请求过于频繁"),
        new("internal_error", 500, "Something went wrong here", "服务器内部错误"),
        new("overloaded", 503, "Overloaded; try again", "服务繁忙，请重试"),
        new("storage_unavailable", 503, "Storage is away; try again", "存储暂不可用，请重试"),
        new("wechat_unavailable", 503, "WeChat can't be reached; try again", "微信服务暂不可用，请重试"),
    }.ToDictionary(problem => problem.Code);

    public static IEnumerable<ProblemCode> All => ByCode.Values;

    /// <exception cref="KeyNotFoundException">The code is not in the table: add it there.</exception>
    public static ProblemCode Find(string code) => ByCode[code];

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
