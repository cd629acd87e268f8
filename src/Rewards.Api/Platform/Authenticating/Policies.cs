using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Platform.Authenticating;

/// <summary>Who may call what. Everything that names no policy is denied.</summary>
public static class Policies
{
    public const string Member = "member";
    public const string Merchant = "merchant";

    /// <summary>A member in a browser, by cookie.</summary>
    public const string Site = "site";

    /// <summary>A merchant's staff at the door, in a browser, by a cookie of their own.</summary>
    public const string Door = "door";

    /// <summary>Any operator may look.</summary>
    public const string OperatorReads = "operator.reads";

    /// <summary>Any operator, in a browser that can only ask for a password.</summary>
    public const string OperatorDocuments = "operator.documents";

    /// <summary>Adjustments, jobs, verification.</summary>
    public const string OperatorActs = "operator.acts";

    /// <summary>The second person: decides about what others asked for.</summary>
    public const string OperatorApproves = "operator.approves";

    /// <summary>Merchants and their keys, operators and their tokens.</summary>
    public const string OperatorAdministers = "operator.administers";

    internal static void AddCallers(this IServiceCollection services)
    {
        services.AddSingleton<SessionDirectory>();
        services.AddSingleton<MemberNaming>();
        services.AddAuthentication()
            .AddScheme<BearerOptions, BearerHandler>(Audience.Member, null)
            .AddScheme<AuthenticationSchemeOptions, SiteHandler>(Site, null)
            .AddScheme<AuthenticationSchemeOptions, DoorHandler>(Door, null)
            .AddScheme<BearerOptions, BearerHandler>(Audience.Merchant, null)
            .AddScheme<BearerOptions, BearerHandler>(Audience.Operator, null)
            .AddScheme<BearerOptions, BearerHandler>(OperatorDocuments, null);
        services.AddOptions<BearerOptions>(Audience.Member).Configure<SessionDirectory>((options, sessions) =>
            options.Identify = async token =>
                await sessions.FindAsync(token) is { } session ? Callers.Member(session) : null);
        services.AddOptions<BearerOptions>(Audience.Merchant).Configure<ReferenceData>((options, reference) =>
            options.Identify = async secret =>
                await reference.FindBySecretAsync(secret, known => known.LiveKeys) is { } key
                    ? Callers.Merchant(key)
                    : null);
        services.Configure<BearerOptions>(OperatorDocuments, options => options.TakesPassword = true);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(Of(Audience.Operator).RequireAssertion(_ => false).Build())
            .AddPolicy(Member, Of(Audience.Member).Build())
            .AddPolicy(Site, Of(Site).Build())
            .AddPolicy(Door, Of(Door).Build())
            .AddPolicy(Merchant, Of(Audience.Merchant).Build())
            .AddPolicy(OperatorReads, Of(Audience.Operator).Build())
            .AddPolicy(OperatorDocuments, Of(OperatorDocuments).Build())
            .AddPolicy(OperatorActs, Having(OperatorRole.Operator, OperatorRole.Admin))
            .AddPolicy(OperatorApproves, Having(OperatorRole.Approver, OperatorRole.Admin))
            .AddPolicy(OperatorAdministers, Having(OperatorRole.Admin));
    }

    private static AuthorizationPolicyBuilder Of(string audience) =>
        new AuthorizationPolicyBuilder(audience).RequireAuthenticatedUser();

    private static AuthorizationPolicy Having(params IEnumerable<OperatorRole> roles) =>
        Of(Audience.Operator).RequireRole(roles.Select(WireName.Of)).Build();
}
