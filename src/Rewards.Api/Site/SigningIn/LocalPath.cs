using System.Text.RegularExpressions;

namespace Rewards.Api.Site.SigningIn;

/// <summary>Where a sign-in goes back to: our own pages, by the few characters that their paths are made of.</summary>
internal static partial class LocalPath
{
    /// <summary>Longer than any page of ours: it has to fit a QR code and a cookie.</summary>
    private const int Longest = 512;

    /// <summary>The path, or the home page for anything that could lead elsewhere.</summary>
    public static string Of(string? path) => path is { Length: <= Longest } && Own.IsMatch(path) ? path : "/";

    // No second slash, backslash, colon or control character, encoded or not: nothing that a browser could read as
    // another host. What is encoded is beyond ASCII: Chinese words, say; in the query a blank too.
    [GeneratedRegex(
        @"\A/(?:(?:[A-Za-z0-9_-]|%[89A-Fa-f][0-9A-Fa-f])+(?:/(?:[A-Za-z0-9_-]|%[89A-Fa-f][0-9A-Fa-f])+)*)?"
            + @"(?:\?(?:[A-Za-z0-9_=&+.-]|%20|%[89A-Fa-f][0-9A-Fa-f])*)?\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex Own { get; }
}
