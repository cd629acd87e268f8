using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rewards.Api.Platform.Http;

/// <summary>Says what is wrong with a body without naming our types, as the serializer's own message does.</summary>
internal static partial class JsonMistake
{
    public static Problem Explain(JsonException mistake)
    {
        if (mistake is JsonFieldException field)
        {
            return field.ToProblem();
        }

        foreach (var (message, english, chinese) in Explanations)
        {
            if (message.Match(mistake.Message) is { Success: true } match)
            {
                var named = match.Groups[1].Value.Replace("'", "", StringComparison.Ordinal);
                return Malformed(
                    $"{JsonPath.Shown(mistake.Path, "The body")} {english}{named}.",
                    $"{JsonPath.Shown(mistake.Path, "请求内容")} {chinese}{named}。");
            }
        }

        // The parser counts from 0, editors from 1.
        var (line, at) = (mistake.LineNumber + 1, mistake.BytePositionInLine + 1);
        return Malformed(
            $"The body is not valid JSON: line {line}, byte {at}.",
            $"请求内容不是有效的 JSON：第 {line} 行第 {at} 字节。");
    }

    private static IReadOnlyList<(Regex Message, string English, string Chinese)> Explanations { get; } =
    [
        (Missing, "lacks required fields: ", "缺少必填字段："),
        (Unknown, "is not a field of this request", "不是此请求的字段"),
        (Twice, "is there twice", "出现了两次"),
        (Null, "must not be null", "不能为 null"),
        (WrongType, "has the wrong type or is out of range", "类型不符或超出范围"),
    ];

    private static Problem Malformed(string english, string chinese) =>
        Problem.Of("malformed_request", english) with { DetailZh = chinese };

    [GeneratedRegex(@"including:? ([^.]+)\.?$", RegexOptions.NonBacktracking)]
    private static partial Regex Missing { get; }

    [GeneratedRegex("could not be mapped to any .NET member", RegexOptions.NonBacktracking)]
    private static partial Regex Unknown { get; }

    [GeneratedRegex("[Dd]uplicate property", RegexOptions.NonBacktracking)]
    private static partial Regex Twice { get; }

    [GeneratedRegex("doesn't allow .*null", RegexOptions.NonBacktracking)]
    private static partial Regex Null { get; }

    [GeneratedRegex("could not be converted", RegexOptions.NonBacktracking)]
    private static partial Regex WrongType { get; }
}
