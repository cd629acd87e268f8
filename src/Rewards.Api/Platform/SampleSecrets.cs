namespace Rewards.Api.Platform;

/// <summary>
/// What stands where a secret should, in examples of ours and of WeChat's: somebody forgot to put theirs in.
/// </summary>
internal static class SampleSecrets
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "change-me", "changeme", "change_me", "secret", "appsecret", "app_secret", "your-secret", "your_secret",
        "yoursecret", "yourappsecret", "your_app_secret", "password", "passwd", "postgres", "rewards", "sandbox",
        "test", "example", "sample", "demo", "todo", "none", "null", "123456", "12345678",
        "0123456789abcdef0123456789abcdef", "0123456789abcdef",
    };

    public static bool Contains(string secret)
    {
        var text = secret.Trim();
        return Known.Contains(text) || IsPlaceholder(text);
    }

    /// <summary><c>xxxxxxxx</c>, <c>****</c>, <c>&lt;secret&gt;</c>, <c>…</c></summary>
    private static bool IsPlaceholder(string text) =>
        text.Length > 0
        && (text[0] is '<' || text.Distinct().Count() == 1 || text.Contains('…', StringComparison.Ordinal));
}
