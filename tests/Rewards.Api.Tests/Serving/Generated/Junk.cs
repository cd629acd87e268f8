namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>Values that something could stumble over.</summary>
internal static class Junk
{
    /// <summary>As they are written in JSON.</summary>
    public static IReadOnlyList<string> Json { get; } =
    [
        "null", "true", "false", "0", "-1", "1", "-0", "1.0", "1.5", "1e2", "1e400", "-1e-400", "2147483648",
        "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1000000001",
        "99999999999999999999999999999999", "01", "NaN", "Infinity", ".5", "[]", "{}", "[null]", "[[[[]]]]",
        "{\"a\":{\"b\":[]}}", "\"\"", "\" \"", "\"1\"", "\"true\"", "\"null\"", "\"2026-13-45\"",
        "\"2026-11-23\"", "\"2026-11-23T04:05:06Z\"", "\"0000-00-00T00:00:00Z\"", "\"9999-12-31T23:59:59+14:00\"",
        "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0007\"", "\"\\u009f\"",
        "\"a\\nb\"", "\"\\u202e\"", "\"\\u200b\"", "\"\\ufeff\"", "\"👩‍👩‍👧‍👦\"", "\"é\"", "\"e\\u0301\"",
        "\"陈奶奶\"",
        "\"<script>alert(1)</script>\"", "\"' OR 1=1 --\"", "\"%00\"", "\"../../etc/passwd\"", "\"mbr_\"",
        "\"\\\\\"", "\"\\/\"", "'a'", "undefined", "/**/1", Text('x', 201), Text('x', 5000), Text('汉', 300),
    ];

    /// <summary>For addresses and headers, already as they may stand there.</summary>
    public static IReadOnlyList<string> Encoded { get; } =
    [
        "", "%20", "%00", "a%00b", "%ED%A0%80", "%FF%FE", "%", "%zz", "%2F", "%2e%2e", "%5C", "%0d%0aX-A:%20b",
        "%E2%80%AE",
        "%E2%80%8B", "%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7", "%E6%B1%89", "e%CC%81", "0", "-1", "1", "9223372036854775808",
        "99999999999999999999", "1.5", "1e3", "true", "null", "undefined", "[]", "%7B%7D", "'", "%22",
        "%27%20OR%201=1", "2026-11-23", "2026-13-45", "2026-11", "2026-11-23T04:05:06Z", "24T11", "0001-01-01",
        "9999-12-31", "+", "&", "=", "mbr_", "mbr_00000000000000000000000000",
        "rdm_zzzzzzzzzzzzzzzzzzzzzzzzzz", "AAAA", "====", "~", "*", ";", "a;b",
        new('a', 33), new('a', 201), new('a', 513), new('A', 3000), string.Concat(Enumerable.Repeat("%E6%B1%89", 250)),
    ];

    /// <summary>What stays one segment of a path.</summary>
    public static IReadOnlyList<string> Segments { get; } =
        [.. Encoded.Where(text => text.Length > 0 && text is not "%2e%2e")];

    /// <summary>For headers: visible characters only, others a server refuses by itself.</summary>
    public static IReadOnlyList<string> Header { get; } =
    [
        "", "a", "\"", "\"\"", ",", ";", "=", "*", "*/*", "text/html", "application/json", "zh-CN",
        "en;q=0.1, zh;q=0.9",
        "zh;q=9999999,,;;q=", "0", "-1", "null", "%00", "..", "Bearer", "Bearer ", "Basic YTpi",
        new('a', 65), new('a', 3000),
    ];

    public static IReadOnlyList<string> ContentTypes { get; } =
    [
        "application/json; charset=utf-8", "application/json; charset=\"UTF-8\"", "application/json;charset=utf8",
        "application/json; charset=utf-7", "application/json; charset=\"utf-7\"", "application/json; charset=utf-16",
        "application/json; charset=nonsense", "application/json; charset=", "application/json; charset=\"",
        "application/json; charset=utf-8; charset=utf-7", "application/json;;", "application/json, text/plain",
        "application/merge-patch+json", "application/problem+json", "text/json", "text/plain", "text/html; charset=gbk",
        "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7",
        "application/x-www-form-urlencoded; charset=nonsense", "application/x-www-form-urlencoded; charset=\"utf-8\"",
        "multipart/form-data", "multipart/form-data; boundary=b", "multipart/form-data; boundary=", "/", "a", "*/*", "",
    ];

    public static IReadOnlyList<string> Verbs { get; } =
        ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "NONSENSE", "get", "Post", "PROPFIND"];

    public static T Pick<T>(this Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public static bool OneIn(this Random random, int many) => random.Next(many) == 0;

    private static string Text(char letter, int length) => $"\"{new string(letter, length)}\"";
}
