using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Settings;

namespace Rewards.Api.Platform.Http;

/// <summary>Limits against floods, each node for itself. Nothing that protects points rests on them.</summary>
internal static class RateLimits
{
    public const string SignIn = "sign_in";
    public const string SignInStart = "sign_in_start";
    public const string Invitations = "invitations";
    public const string Codes = "codes";
    public const string CheckIns = "check_ins";
    public const string Merchant = "merchant";
    public const string Signatures = "signatures";
    public const string Offers = "offers";
    public const string Orders = "orders";

    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddSection<RateLimitOptions>(RateLimitOptions.Section);
        services.AddSingleton<Guesses>();
        services.AddSingleton<TypedGuesses>();
        services.AddRateLimiter(limiter => limiter.OnRejected = (context, _) => new ValueTask(RejectAsync(context)));
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>((limiter, limits) =>
        {
            // Who signs in is nobody yet, whatever credential comes along: it would be a bucket for each made-up one.
            limiter.AddLimit(SignIn, limits, options => options.SignInsPerMinute, CallerAddress.NetworkOf);
            limiter.AddLimit(SignInStart, limits, options => options.SignInsPerMinute, CallerAddress.NetworkOf);
            limiter.AddLimit(Invitations, limits, options => options.SignInsPerMinute, CallerAddress.NetworkOf);
            limiter.AddLimit(Codes, limits, options => options.CodesPerMinute, CallerOf);
            limiter.AddLimit(CheckIns, limits, options => options.CheckInsPerMinute, SenderOfForm);
            limiter.AddLimit(Signatures, limits, options => options.SignaturesPerMinute, MemberOf);
            limiter.AddLimit(Offers, limits, options => options.OfferCallsPerMinuteAndAddress, CallerAddress.NetworkOf);
            limiter.AddLimit(Orders, limits, options => options.OrdersPerMinute, SenderOfForm);
            limiter.AddLimit(Merchant, limits, options => options.MerchantCallsPerMinute, CallerOf);
            limiter.GlobalLimiter =
                PartitionedRateLimiter.Create<HttpContext, string>(context => ByAddress(context, limits.Value));
        });
    }

    /// <summary>Says when it is worth trying again.</summary>
    public static void TellWhen(HttpContext context, RateLimitLease lease) => TellWhen(
        context, lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1));

    /// <inheritdoc cref="TellWhen(HttpContext, RateLimitLease)"/>
    public static void TellWhen(HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    public static Task RefuseAsync(HttpContext context, Problem problem)
    {
        if (!SiteRequest.WantsPage(context.Request))
        {
            return problem.WriteAsync(context);
        }

        // Left empty: the page of errors fills it.
        context.Features.Set(problem.Code);
        context.Response.StatusCode = problem.Code.Status;
        return Task.CompletedTask;
    }

    /// <param name="limiter">Takes the limit.</param>
    /// <param name="name">What endpoints ask for.</param>
    /// <param name="limits">The settings.</param>
    /// <param name="perMinute">Which of them.</param>
    /// <param name="counted">Whose bucket it is; null: nobody's, it costs nothing.</param>
    private static void AddLimit(
        this RateLimiterOptions limiter,
        string name,
        IOptions<RateLimitOptions> limits,
        Func<RateLimitOptions, int> perMinute,
        Func<HttpContext, string?> counted) =>
        limiter.AddPolicy(name, context =>
            limits.Value.Enabled && counted(context) is { } caller
                ? RateLimitPartition.GetTokenBucketLimiter(
                    caller, _ => RateLimitOptions.Bucket(perMinute(limits.Value)))
                : RateLimitPartition.GetNoLimiter(""));

    /// <summary>Stands before the limit by credential: a flood with many credentials has one address.</summary>
    private static RateLimitPartition<string> ByAddress(HttpContext context, RateLimitOptions limits)
    {
        var policy = context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
        return limits.Enabled && policy is (Codes or CheckIns or Signatures)
            ? RateLimitPartition.GetTokenBucketLimiter(
                $"{policy}/{CallerAddress.NetworkOf(context)}",
                _ => RateLimitOptions.Bucket(limits.MemberCallsPerMinuteAndAddress))
            : RateLimitPartition.GetNoLimiter("");
    }

    private static string CallerOf(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true } ? context.User.Id() : CallerAddress.NetworkOf(context);

    /// <summary>Who is no member is counted by address alone.</summary>
    private static string? MemberOf(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true } ? context.User.Id() : null;

    /// <summary>Looking at the page that has the form costs nothing.</summary>
    private static string? SenderOfForm(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) ? null : CallerOf(context);

    private static Task RejectAsync(OnRejectedContext context)
    {
        TellWhen(context.HttpContext, context.Lease);
        return RefuseAsync(context.HttpContext, Problem.Of("rate_limited"));
    }
}
