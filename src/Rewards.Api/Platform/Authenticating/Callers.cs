using System.Security.Claims;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Platform.Authenticating;

/// <summary>The three kinds of callers. A credential of one opens nothing of the others.</summary>
public static class Audience
{
    public const string Member = "member";
    public const string Merchant = "merchant";
    public const string Operator = "operator";
}

/// <summary>What a merchant's key may do.</summary>
public static class Scopes
{
    public const string Quote = "quote";
    public const string Redeem = "redeem";
    public const string Refund = "refund";

    /// <summary>
    /// May name a member by id instead of by a member code: for web shops whose members are signed in.
    /// </summary>
    public const string MemberId = "member_id";

    /// <summary>May put up offers and their slots.</summary>
    public const string Offers = "offers";

    /// <summary>May let in whoever shows a ticket.</summary>
    public const string Admit = "admit";

    /// <summary>Whether a key has it.</summary>
    public static bool In(MerchantKeyRow key, string scope) => key.Scopes.Split(' ').Contains(scope);

    public static IReadOnlyList<string> All { get; } = [Quote, Redeem, Refund, MemberId, Offers, Admit];
}

/// <summary>Who calls. The acting identity comes from the credential only, never from the request.</summary>
public static class Callers
{
    private const string IdClaim = "id";
    private const string ScopeClaim = "scope";
    private const string NameClaim = "name";
    private const string SessionClaim = "session";
    private const string KeyClaim = "key";

    public static ClaimsIdentity Member(SessionRow session) => new(
        [new Claim(IdClaim, session.MemberId), new Claim(SessionClaim, session.Key)], Audience.Member);

    public static ClaimsIdentity Merchant(MerchantKeyRow key) => new(
        [
            new Claim(IdClaim, key.MerchantId),
            new Claim(KeyClaim, key.Id),
            .. key.Scopes.Split(' ').Select(scope => new Claim(ScopeClaim, scope)),
        ],
        Audience.Merchant);

    /// <summary>Whoever signed in with the key at the door: of what it may do, only that.</summary>
    public static ClaimsIdentity Door(MerchantKeyRow key) => new(
        [new Claim(IdClaim, key.MerchantId), new Claim(KeyClaim, key.Id), new Claim(ScopeClaim, Scopes.Admit)],
        Audience.Merchant);

    public static ClaimsIdentity Operator(OperatorRow person) => new(
        [
            new Claim(IdClaim, person.Id),
            new Claim(NameClaim, person.Name),
            new Claim(ClaimTypes.Role, WireName.Of(person.Role)),
        ],
        Audience.Operator);

    /// <summary>The id of the member, merchant or operator who calls.</summary>
    public static string Id(this ClaimsPrincipal caller) => caller.FindFirstValue(IdClaim)!;

    public static bool HasScope(this ClaimsPrincipal caller, string scope) => caller.HasClaim(ScopeClaim, scope);

    /// <summary>The key of the member's session.</summary>
    public static string Session(this ClaimsPrincipal caller) => caller.FindFirstValue(SessionClaim)!;

    /// <summary>The id of the merchant's key; null for other callers.</summary>
    public static string? KeyId(this ClaimsPrincipal caller) => caller.FindFirstValue(KeyClaim);

    /// <summary>As entries and audit records name the caller.</summary>
    public static string Actor(this ClaimsPrincipal caller) => caller.Identity!.AuthenticationType switch
    {
        Audience.Member => Domain.Ledger.Moment.Member,
        var audience => $"{audience}:{caller.Id()}",
    };
}
