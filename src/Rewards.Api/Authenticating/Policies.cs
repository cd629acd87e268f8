using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Rewards.Api.Reference;
using Rewards.Api.Store.Rows;

namespace Rewards.Api.Authenticating;

/// <summary>Who may call what. Everything that names no policy is denied.</summary>
public static class Policies
{
    public const string Member = "member";
    public const string Merchant = "merchant";

    /// <summary>A member in a browser, by cookie.</summary>
    public const string Site = "site";

    /// <summary>Any operator may look.</summary>
    public const string OperatorReads = "operator.reads";

    /// <summary>Any operator, in a browser that can only ask for a password.</summary>
    public const string OperatorDocuments = "operator.documents";

    /// <summary>Adjustments, jobs, verification.</summary>
    public const string OperatorActs = "operator.acts";

    /// <summary>Merchants and their keys.</summary>
    public const string OperatorAdministers = "operator.administers";

    internal static void AddCallers(this IServiceCollection services)
    {
        services.AddSingleton<SessionDirectory>();
        services.AddAuthentication()
            .AddScheme<BearerOptions, BearerHandler>(Audience.Member, null)
            .AddScheme<AuthenticationSchemeOptions, SiteHandler>(Site, null)
            .AddScheme<BearerOptions, BearerHandler>(Audience.Merchant, null)
            .AddScheme<BearerOptions, BearerHandler>(Audience.Operator, null)
            .AddScheme<BearerOptions, BearerHandler>(OperatorDocuments, null);
        services.AddOptions<BearerOptions>(Audience.Member).Configure<SessionDirectory>((options, sessions) =>
            options.Identify = async token =>
                await sessions.FindAsync(token) is { } session ? Callers.Member(session) : null);
        services.AddOptions<BearerOptions>(Audience.Merchant).Configure<ReferenceData>((options, reference) =>
            options.Identify = key => FindAsync(reference, known => known.LiveKeys, key, Callers.Merchant));
        foreach (var scheme in new[] { Audience.Operator, OperatorDocuments })
        {
            services.AddOptions<BearerOptions>(scheme).Configure<ReferenceData>((options, reference) =>
                options.Identify = token => FindAsync(reference, known => known.Operators, token, Callers.Operator));
        }

        services.Configure<BearerOptions>(OperatorDocuments, options => options.TakesPassword = true);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(Of(Audience.Operator).RequireAssertion(_ => false).Build())
            .AddPolicy(Member, Of(Audience.Member).Build())
            .AddPolicy(Site, Of(Site).Build())
            .AddPolicy(Merchant, Of(Audience.Merchant).Build())
            .AddPolicy(OperatorReads, Of(Audience.Operator).Build())
            .AddPolicy(OperatorDocuments, Of(OperatorDocuments).Build())
            .AddPolicy(OperatorActs, Having(OperatorRole.Operator, OperatorRole.Admin))
            .AddPolicy(OperatorAdministers, Having(OperatorRole.Admin));
    }

    /// <summary>What is unknown here may have been issued by another node a moment ago.</summary>
    private static async ValueTask<ClaimsIdentity?> FindAsync<TRow>(
        ReferenceData reference,
        Func<ReferenceSnapshot, IReadOnlyDictionary<string, TRow>> among,
        string secret,
        Func<TRow, ClaimsIdentity> identify)
        where TRow : class
    {
        var hash = Secrets.Hash(secret);
        var row = among(reference.Current).GetValueOrDefault(hash)
            ?? among(await reference.RefreshSharedAsync()).GetValueOrDefault(hash);
        return row is null ? null : identify(row);
    }

    private static AuthorizationPolicyBuilder Of(string audience) =>
        new AuthorizationPolicyBuilder(audience).RequireAuthenticatedUser();

    private static AuthorizationPolicy Having(params IEnumerable<OperatorRole> roles) =>
        Of(Audience.Operator).RequireRole(roles.Select(WireName.Of)).Build();
}
