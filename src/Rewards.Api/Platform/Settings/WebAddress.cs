using System.ComponentModel.DataAnnotations;

namespace Rewards.Api.Platform.Settings;

/// <summary>Addresses as people write them into settings.</summary>
internal static class WebAddress
{
    /// <returns>Null: it is no absolute address of HTTP.</returns>
    public static Uri? Read(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && IsWeb(address) ? address : null;

    public static bool IsWeb(Uri address) =>
        address is { IsAbsoluteUri: true, Host.Length: > 0 }
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}

/// <summary>An absolute address of HTTP, if there is any.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WebAddressAttribute() : ValidationAttribute("must be an address like https://rewards.example")
{
    public override bool IsValid(object? value) => value is null || (value is Uri address && WebAddress.IsWeb(address));
}
