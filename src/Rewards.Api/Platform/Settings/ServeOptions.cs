using System.ComponentModel.DataAnnotations;

namespace Rewards.Api.Platform.Settings;

/// <summary>How the service is reached. Configuration section <c>Service</c>.</summary>
public sealed class ServeOptions : IValidatableObject
{
    public const string Section = "Service";

    /// <summary>
    /// The address by which members reach the service, for links that leave it. Required in Production.
    /// </summary>
    [WebAddress]
    public Uri? PublicBaseUrl { get; set; }

    /// <summary>
    /// Addresses (<c>10.0.0.5</c>) or networks (<c>10.0.0.0/8</c>) of the proxies between the members and the service,
    /// one after the other or separated by commas. Only what they say about a caller's address is believed.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from proxy in TrustedProxies
        let refusal = Settings.TrustedProxies.Refuse(proxy)
        where refusal is not null
        select new ValidationResult(refusal, [nameof(TrustedProxies)]);
}
