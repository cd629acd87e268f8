namespace Rewards.Api.Ledger.Verifying;

/// <summary>The sides of an entry, and what of a lot's points lies on each.</summary>
internal enum Side
{
    Available = 0,
    Held = 1,

    /// <summary>Spent, net of refunds: with a merchant.</summary>
    Merchant = 2,

    Breakage = 3,
    Withdrawn = 4,

    /// <summary>Where points come from: goes down by what is issued.</summary>
    Issued = 5,

    Unknown = 6,
}

/// <summary>The names of ledger accounts as the database spells them.</summary>
internal static class AccountNames
{
    public const string Available = "available";
    public const string Held = "held";
    public const string Breakage = "breakage";
    public const string Withdrawn = "withdrawn";
    public const string IssuedPrefix = "issued:";
    public const string MerchantPrefix = "merchant:";

    public static Side SideOf(string account) => account switch
    {
        Available => Side.Available,
        Held => Side.Held,
        Breakage => Side.Breakage,
        Withdrawn => Side.Withdrawn,
        _ when account.StartsWith(MerchantPrefix, StringComparison.Ordinal) => Side.Merchant,
        _ when account.StartsWith(IssuedPrefix, StringComparison.Ordinal) => Side.Issued,
        _ => Side.Unknown,
    };
}
