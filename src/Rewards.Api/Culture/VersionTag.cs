using System.Globalization;

namespace Rewards.Api.Culture;

/// <summary>The number of an offer's newest version as an entity tag: <c>"3"</c>.</summary>
internal static class VersionTag
{
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <returns>Null: there is none. 0: it is no version's.</returns>
    public static int? Read(string? header) =>
        string.IsNullOrEmpty(header) ? null
        : int.TryParse(header.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
        : 0;
}
