using System.Text.RegularExpressions;

namespace Rewards.Api.Platform.Http;

/// <summary>
/// What can be wrong with a field, in Chinese. In English the reasons stand where the rules are; a test finds the one
/// that is missing here.
/// </summary>
internal static class Reasons
{
    private static readonly (Regex English, string Chinese)[] Known =
    [
        Reason("must have ([0-9]+) to ([0-9]+) characters", "须为 $1 至 $2 个字符"),
        Reason("must have ([0-9]+) characters", "须为 $1 个字符"),
        Reason("must have at most ([0-9]+) characters", "最多 $1 个字符"),
        Reason("must have ([0-9]+) to ([0-9]+) characters, and not only spaces", "须为 $1 至 $2 个字符，且不能只有空格"),
        Reason("must have ([0-9]+) to ([0-9]+) visible ASCII characters", "须为 $1 至 $2 个可见 ASCII 字符"),
        Reason("must have ([0-9]+) to ([0-9]+) lines", "须有 $1 至 $2 行"),
        Reason("must have ([0-9]+) to ([0-9]+) scopes", "须有 $1 至 $2 项权限"),
        Reason("each scope once, of: (.+)", "每项权限只能列出一次，可选：$1"),
        Reason("must be from (-?[0-9]+) to (-?[0-9]+)", "须在 $1 至 $2 之间"),
        Reason("must be from 1 to what is held", "须在 1 至冻结积分之间"),
        Reason("must not be (0|null)", "不能为 $1"),
        Reason("must be one of: (.+)", "须为以下之一：$1"),
        Reason("must be held, captured, released or expired", "须为 held、captured、released 或 expired"),
        Reason("must be a month like (.+)", "须为月份，例如 $1"),
        Reason("must be a day like (.+) or an instant like (.+)", "须为日期（例如 $1）或时刻（例如 $2）"),
        Reason("must be a day like ([^ ]+)", "须为日期，例如 $1"),
        Reason("must not be after to", "不能晚于 to"),
        Reason("must not be after today, (.+)", "不能晚于今天（$1）"),
        Reason(
            "must have at most 10 pairs of texts, names of 1 to 40 and values of at most 200 characters",
            "最多 10 对文本，名称为 1 至 40 个字符，值最多 200 个字符"),
        Reason("must not be null", "不能为 null"),
        Reason("has the wrong type", "类型不符"),
        Reason("must be left out for goods", "商品无需填写"),
        Reason("must name a slot of the offer", "须为该供给的场次"),
        Reason("must have ([0-9]+) to ([0-9]+) (?:pictures|classes|tiers|slots|days|windows|resources|tags|ids)", "须有 $1 至 $2 项"),
        Reason("must be an instant like ([^ ]+)", "须为时刻，例如 $1"),
        Reason("must be a time of day like ([^ ]+)", "须为时刻，例如 $1"),
        Reason("must be free exactly where price_fen is 0", "当且仅当 price_fen 为 0 时须为 free"),
        Reason("must be required for goods and for what is paid online", "商品和线上支付的供给须为 required"),
        Reason(
            "must fall in from_minutes_before, and reach down to until_minutes_before",
            "from_minutes_before 须依次递减，并覆盖至 until_minutes_before"),
        Reason("must be an event of this API version and mode, signed within 5 minutes", "须为此 API 版本与模式、5 分钟内签名的事件"),
        Reason("must be 0 exactly where the offer is free", "当且仅当供给免费时须为 0"),
        Reason("must name each class once", "每类人群只能列出一次"),
        Reason("must be there for goods, and for nothing else", "商品必填，其他供给不得填写"),
        Reason("must be a venue of this merchant", "须为该商户的场馆"),
        Reason("must be a picture of this merchant", "须为该商户的图片"),
        Reason("must name each picture once", "每张图片只能列出一次"),
        Reason("must be after starts_at, by 31 days at most", "须晚于 starts_at，最多 31 天"),
        Reason("must be still to come", "须为未来的时间"),
        Reason("must be from from to a year later", "须在 from 与其后一年之间"),
        Reason("must be there once only", "只能出现一次"),
        Reason("is not a parameter of this call; it has none", "不是此接口的参数，此接口没有参数"),
        Reason("is not a parameter of this call; it has (.+)", "不是此接口的参数，可用的有：$1"),
        Reason("must be an absolute address", "须为完整的地址"),
        Reason("must be a page of this site", "须为本站的页面"),
        Reason("send (.+) or (.+), and not both", "$1 与 $2 须且只能发送一个"),
        Reason("may cost at most ([0-9]+) fen in all", "合计最多 $1 分"),
        Reason(@"must not hold (U\+[0-9A-F]+)", "不能包含 $1"),
        Reason("must be valid Unicode", "须为有效的 Unicode 文本"),
    ];

    /// <summary>As it is, where there is none.</summary>
    public static string InChinese(string reason)
    {
        foreach (var (english, chinese) in Known)
        {
            if (english.IsMatch(reason))
            {
                return english.Replace(reason, chinese);
            }
        }

        return reason;
    }

    private static (Regex English, string Chinese) Reason(string english, string chinese) =>
        (new Regex($"^{english}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), chinese);
}
