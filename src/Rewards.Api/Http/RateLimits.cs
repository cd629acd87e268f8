using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Rewards.Api.Serving;

namespace Rewards.Api.Http;

/// <summary>
/// How many requests one address or one credential may send a minute. Configuration section <c>RateLimits</c>.
/// </summary>
public sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Off in the sandbox, unless configured.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Sign-ins, by address. Generous: a whole school may stand behind one.</summary>
    [Range(1, 1_000_000)]
    public int SignInsPerMinute { get; set; } = 60;

    /// <summary>
    /// Member codes and check-ins, each by address, beside the limits by member. As generous as sign-ins.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MemberCallsPerMinuteAndAddress { get; set; } = 600;

    /// <summary>Member codes, by member.</summary>
    [Range(1, 1_000_000)]
    public int CodesPerMinute { get; set; } = 20;

    /// <summary>Check-ins, by member.</summary>
    [Range(1, 1_000_000)]
    public int CheckInsPerMinute { get; set; } = 20;

    /// <summary>All calls of a merchant: only a runaway loop should meet it.</summary>
    [Range(1, 100_000_000)]
    public int MerchantCallsPerMinute { get; set; } = 600_000;
}

/// <summary>Limits against floods, each node for itself. Nothing that protects points rests on them.</summary>
internal static class RateLimits
{
    public const string SignIn = "sign_in";
    public const string Codes = "codes";
    public const string CheckIns = "check_ins";
    public const string Merchant = "merchant";
    public const string Signatures = "signatures";

    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddSection<RateLimitOptions>(RateLimitOptions.Section);
        services.AddRateLimiter(limiter => limiter.OnRejected = (context, _) => new ValueTask(RejectAsync(context)));
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>((limiter, limits) =>
        {
            limiter.AddLimit(SignIn, limits, options => options.SignInsPerMinute);
            limiter.AddLimit(Codes, limits, options => options.CodesPerMinute);
            limiter.AddLimit(CheckIns, limits, options => options.CheckInsPerMinute, onlyForms: true);
            limiter.AddLimit(Signatures, limits, options => options.CodesPerMinute);
            limiter.AddLimit(Merchant, limits, options => options.MerchantCallsPerMinute);
            limiter.GlobalLimiter =
                PartitionedRateLimiter.Create<HttpContext, string>(context => ByAddress(context, limits.Value));
        });
    }

    /// <param name="limiter">Takes the limit.</param>
    /// <param name="name">What endpoints ask for.</param>
    /// <param name="limits">The settings.</param>
    /// <param name="perMinute">Which of them.</param>
    /// <param name="onlyForms">Looking at the page that has the form costs nothing.</param>
    private static void AddLimit(
        this RateLimiterOptions limiter,
        string name,
        IOptions<RateLimitOptions> limits,
        Func<RateLimitOptions, int> perMinute,
        bool onlyForms = false) =>
        limiter.AddPolicy(name, context =>
            limits.Value.Enabled && !(onlyForms && HttpMethods.IsGet(context.Request.Method))
                ? RateLimitPartition.GetTokenBucketLimiter(CallerOf(context), _ => Bucket(perMinute(limits.Value)))
                : RateLimitPartition.GetNoLimiter(""));

    /// <summary>Stands before the limit by credential: a flood with many credentials has one address.</summary>
    private static RateLimitPartition<string> ByAddress(HttpContext context, RateLimitOptions limits)
    {
        var policy = context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
        return limits.Enabled && policy is (Codes or CheckIns)
            ? RateLimitPartition.GetTokenBucketLimiter(
                $"{policy}/{AddressOf(context)}", _ => Bucket(limits.MemberCallsPerMinuteAndAddress))
            : RateLimitPartition.GetNoLimiter("");
    }

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = perMinute,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1),
    };

    private static string CallerOf(HttpContext context) =>
        context.User.FindFirstValue("id") ?? AddressOf(context);

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private static Task RejectAsync(OnRejectedContext context)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
            ? after
            : TimeSpan.FromMinutes(1);
        context.HttpContext.Response.Headers.RetryAfter =
            Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (SiteRequest.WantsPage(context.HttpContext.Request))
        {
            // Left empty: the page of errors fills it.
            context.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Task.CompletedTask;
        }

        return Problem.Of("rate_limited").WriteAsync(context.HttpContext);
    }
}
