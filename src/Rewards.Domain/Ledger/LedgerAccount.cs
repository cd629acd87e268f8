namespace Rewards.Domain.Ledger;

/// <summary>
/// Names of ledger accounts. A member has <see cref="Available"/> and <see cref="Held"/>; the others belong to the
/// programme, are named by source, and are sums of entries. Persisted: never renamed.
/// </summary>
public static class LedgerAccount
{
    public const string Available = "available";
    public const string Held = "held";
    public const string Withdrawn = "withdrawn";
    public const string Breakage = "breakage";

    /// <summary>Where points of a source come from.</summary>
    public static string Issued(string source) => "issued:" + source;

    public static string Merchant(string merchantId) => "merchant:" + merchantId;
}
