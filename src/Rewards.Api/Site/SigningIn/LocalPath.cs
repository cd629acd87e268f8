using System.Text.RegularExpressions;

namespace Rewards.Api.Site.SigningIn;

/// <summary>Where a sign-in goes back to: our own pages, by the few characters that their paths are made of.</summary>
internal static partial class LocalPath
{
    /// <summary>Longer than any page of ours: it has to fit a QR code and a cookie.</summary>
    private const int Longest = 512;

    /// <summary>The path, or the home page for anything that could lead elsewhere.</summary>
    public static string Of(string? path) => path is { Length: <= Longest } && Own.IsMatch(path) ? path : "/";

    // No second slash, backslash, colon, percent sign or control character: nothing that a browser could read as
    // another host.
    [GeneratedRegex(
        @"\A/(?:[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*)?(?:\?[A-Za-z0-9_=&-]*)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Own { get; }
}
