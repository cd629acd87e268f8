using System.Globalization;
using System.Text;
using System.Text.Json;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>The page of all errors, in one language, made from the one table.</summary>
internal sealed class ErrorsPage(bool chinese)
{
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    private readonly StringBuilder page = new();

    public string Render()
    {
        WriteIntroduction();
        foreach (var status in ProblemCodes.All.GroupBy(code => code.Status).OrderBy(codes => codes.Key))
        {
            WriteStatus(status);
        }

        WriteFields();
        return page.ToString();
    }

    private void WriteIntroduction()
    {
        Line(In("# Errors", "# 错误"));
        Line(In(
            "Made from the table in `src/Rewards.Api/Platform/Http/ProblemCode.cs`; a test compares.\n"
                + "中文：[errors.zh-CN.md](errors.zh-CN.md)",
            "由 `src/Rewards.Api/Platform/Http/ProblemCode.cs` 中的表生成，并由测试比对。\n"
                + "English: [errors.md](errors.md)"));
        Line(In(
            "Every error is a problem as in RFC 9457, `application/problem+json`. Branch on `code`: it is never renamed.\n"
                + "`title` follows `Accept-Language` (`zh-CN` or `en`). `request_id`, also sent as `X-Request-Id`,\n"
                + "finds the request in the log.",
            "所有错误均为 RFC 9457 格式（`application/problem+json`）。请根据 `code` 判断，它不会改名。\n"
                + "`title` 的语言由 `Accept-Language` 决定（`zh-CN` 或 `en`）。\n"
                + "`request_id`（亦见 `X-Request-Id` 响应头）可用于在日志中查找请求。"));
        Line("```json\n" + Example() + "\n```");
        Line(In(
            "After 429 and 503 wait as long as `Retry-After` says, and repeat the request unchanged, with the same\n"
                + "`Idempotency-Key`. After a time-out do the same. 404, 409 and 422 are kept with their key: when the\n"
                + "request or the state has changed, ask with a new one.",
            "收到 429 和 503 后，请按 `Retry-After` 等待，再以相同的 `Idempotency-Key` 原样重试；超时亦然。\n"
                + "404、409 和 422 会与其键一同保存：请求或状态改变之后，请使用新的键。"));
    }

    private void WriteStatus(IGrouping<int, ProblemCode> codes)
    {
        Line($"## {codes.Key.ToString(CultureInfo.InvariantCulture)}");
        Table(
            In("| code | what | what to do | fields |", "| code | 含义 | 说明 | 字段 |"),
            codes.OrderBy(code => code.Code, StringComparer.Ordinal).Select(code =>
                $"| `{code.Code}` | {code.Title(chinese)} | {code.Detail(chinese)} | {FieldsOf(code)} |"));
    }

    private void WriteFields()
    {
        var facts = ProblemCodes.All.SelectMany(code => code.Facts).DistinctBy(fact => fact.Name);
        Line(In("## Fields", "## 字段"));
        Table(
            In("| field | meaning | example |", "| 字段 | 含义 | 示例 |"),
            facts.OrderBy(fact => fact.Name, StringComparer.Ordinal).Select(fact =>
                $"| `{fact.Name}` | {MeaningOf(fact)} | `{JsonSerializer.Serialize(fact.Example, ApiJson.Options)}` |"));
    }

    private string MeaningOf(ProblemFact fact) =>
        (chinese ? fact.MeaningZh : fact.MeaningEn)
        + (fact.NeverFor is null ? "" : In($" Not in the {fact.NeverFor} API.", $"{fact.NeverFor} 接口中没有。"));

    private static string FieldsOf(ProblemCode code) =>
        string.Join(", ", code.Facts.Select(fact => $"`{fact.Name}`"));

    private string Example()
    {
        var code = ProblemCodes.Find("redemption_not_held");
        var problem = new Problem(code, null)
        {
            Facts = code.Facts.ToDictionary(fact => fact.Name, fact => fact.Example),
        };
        var bytes = problem.Render(new ProblemReader(chinese, "01a20ad86e7f74298ecfb8818097db55"));
        return JsonSerializer.Serialize(JsonElement.Parse(bytes), Indented);
    }

    private void Table(string head, IEnumerable<string> rows)
    {
        var columns = head.Count(character => character == '|') - 1;
        Line(string.Join('\n', [head, $"|{string.Concat(Enumerable.Repeat("---|", columns))}", .. rows]));
    }

    private void Line(string text) => page.Append(page.Length == 0 ? "" : "\n").Append(text).Append('\n');

    private string In(string english, string inChinese) => chinese ? inChinese : english;
}
