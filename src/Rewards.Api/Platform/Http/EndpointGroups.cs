using System.Text.Json;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http.OpenApi;

namespace Rewards.Api.Platform.Http;

/// <summary>Error codes that an operation can answer with, for its description.</summary>
public sealed record ProblemMetadata(IReadOnlyList<ProblemCode> Codes);

/// <summary>A credential may come along, and need not.</summary>
public sealed record MayBeSignedIn
{
    public static MayBeSignedIn Marker { get; } = new();
}

/// <summary>
/// Groups of endpoints for one audience: credential, document, and the errors that all of them share.
/// </summary>
internal static class EndpointGroups
{
    public static RouteGroupBuilder MapMemberGroup(this IEndpointRouteBuilder routes, string prefix, string tag) =>
        routes.MapAudienceGroup(prefix, tag, Audience.Member).RequireAuthorization(Policies.Member);

    /// <summary>Anybody may call; who brings a member's credential is told what concerns them.</summary>
    public static RouteGroupBuilder MapEverybodyGroup(this IEndpointRouteBuilder routes, string prefix, string tag) =>
        routes.MapAudienceGroup(prefix, tag, Audience.Member).AllowAnonymous().WithMetadata(MayBeSignedIn.Marker);

    public static RouteGroupBuilder MapMerchantGroup(this IEndpointRouteBuilder routes, string prefix, string tag) =>
        routes.MapAudienceGroup(prefix, tag, Audience.Merchant).RequireAuthorization(Policies.Merchant);

    /// <summary>Any operator may call what is in the group; what changes something asks for more.</summary>
    public static RouteGroupBuilder MapOperatorGroup(this IEndpointRouteBuilder routes, string prefix, string tag) =>
        routes.MapAudienceGroup(prefix, tag, Audience.Operator).RequireAuthorization(Policies.OperatorReads);

    /// <summary>Only roles that may change something; the others get <c>role_missing</c>.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder endpoint, string policy)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy).ProducesProblems("role_missing");

    /// <summary>Moves points: needs a key, and answers the same request with the same bytes.</summary>
    public static TBuilder RequireIdempotencyKey<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(NeedsIdempotencyKey.Marker).ProducesProblems(
            "idempotency_key_missing", "idempotency_key_invalid", "idempotency_key_reused");

    public static TBuilder ProducesProblems<TBuilder>(this TBuilder endpoint, params string[] codes)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new ProblemMetadata([.. codes.Select(ProblemCodes.Find)]));

    /// <summary>A body that works in the sandbox as it is written.</summary>
    public static TBuilder WithExample<TBuilder>(this TBuilder endpoint, object body)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RequestExample(JsonSerializer.SerializeToNode(body, ApiJson.Options)!));

    private static RouteGroupBuilder MapAudienceGroup(
        this IEndpointRouteBuilder routes, string prefix, string tag, string audience) =>
        routes.MapGroup(prefix).WithTags(tag).WithGroupName(audience)
            .AddEndpointFilterFactory(RequestBody.RefuseNull)
            .ProducesProblems(
                "validation_failed", "credential_invalid", "rate_limited", "https_required", "storage_unavailable");
}
