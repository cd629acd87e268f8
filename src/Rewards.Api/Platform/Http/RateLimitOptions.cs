using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;

namespace Rewards.Api.Platform.Http;

/// <summary>
/// How many requests one address or one credential may send a minute. Configuration section <c>RateLimits</c>.
/// </summary>
public sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Off in the sandbox, unless configured.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Sign-ins, their beginnings, and looks at invitations, each by address. Generous: a whole school may stand behind
    /// one.
    /// </summary>
    [Range(1, 1_000_000)]
    public int SignInsPerMinute { get; set; } = 60;

    /// <summary>
    /// Wrong credentials, wrong codes of WeChat and wrong member codes, each by address; member codes also by the
    /// merchant's key. Nobody mistypes so often; a till with an old key in a loop does.
    /// </summary>
    [Range(1, 1_000_000)]
    public int GuessesPerMinute { get; set; } = 30;

    /// <summary>
    /// Wrong typed codes in sum over all merchants' keys; each key's own are limited like other wrong codes. Unlike
    /// those a typed code can be guessed, so from the limit on right ones wait too.
    /// </summary>
    [Range(1, 1_000_000)]
    public int TypedCodeGuessesPerMinute { get; set; } = 120;

    /// <summary>
    /// Calls of this process to WeChat, whoever causes them: the account's quota is everybody's.
    /// </summary>
    [Range(1, 1_000_000)]
    public int WeChatCallsPerMinute { get; set; } = 3_000;

    /// <summary>
    /// Member codes, check-ins and signed pages, each by address, beside the limits by member. As generous as sign-ins.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MemberCallsPerMinuteAndAddress { get; set; } = 600;

    /// <summary>Member codes, by member.</summary>
    [Range(1, 1_000_000)]
    public int CodesPerMinute { get; set; } = 20;

    /// <summary>Check-ins, by member.</summary>
    [Range(1, 1_000_000)]
    public int CheckInsPerMinute { get; set; } = 20;

    /// <summary>Orders and cancellations, by member.</summary>
    [Range(1, 1_000_000)]
    public int OrdersPerMinute { get; set; } = 30;

    /// <summary>Pages signed for WeChat's script, by member: one for each page that they open.</summary>
    [Range(1, 1_000_000)]
    public int SignaturesPerMinute { get; set; } = 60;

    /// <summary>All calls of a merchant: only a runaway loop should meet it.</summary>
    [Range(1, 100_000_000)]
    public int MerchantCallsPerMinute { get; set; } = 600_000;

    /// <summary>Looks at what the city offers, by address: nobody has to be signed in for them.</summary>
    [Range(1, 1_000_000)]
    public int OfferCallsPerMinuteAndAddress { get; set; } = 1_200;

    /// <summary>Full at first, and full again a minute after it was emptied.</summary>
    internal static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = perMinute,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1),
    };
}
