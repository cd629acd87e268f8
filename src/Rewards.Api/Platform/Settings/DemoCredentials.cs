using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Platform.Settings;

/// <summary>A merchant's key that everybody knows.</summary>
/// <param name="Secret">As sent in requests.</param>
/// <param name="Merchant">Chinese name of the merchant in the seeds.</param>
/// <param name="Scopes">What it may do.</param>
public sealed record DemoKey(string Secret, string Merchant, IReadOnlyList<string> Scopes);

/// <param name="Secret">As sent in requests.</param>
/// <param name="Role">What it may do.</param>
public sealed record DemoOperator(string Secret, OperatorRole Role);

/// <summary>Fixed credentials for trying things out. They exist in the sandbox only.</summary>
public static class DemoCredentials
{
    /// <summary>A member with a fixed id, so that examples work as they are written.</summary>
    public const string MemberId = "mbr_01m6a6ft00e5q8d2vk5m3t7b9c";

    /// <summary>The till of the bookshop, for examples.</summary>
    public const string Bookshop = "rk_test_bookshop";

    private static readonly string[] Till = [Scopes.Quote, Scopes.Redeem, Scopes.Refund];

    public static IReadOnlyList<DemoKey> Keys { get; } =
    [
        new(Bookshop, "书店", Till),
        new("rk_test_bookshop_online", "书店", Scopes.All),
        new("rk_test_cinema", "影城一", [.. Till, Scopes.Offers, Scopes.Admit]),
        new("rk_test_theatre", "神农大剧院", Till),
        new("rk_test_scenic", "神农塔", [.. Till, Scopes.Admit]),
        new("rk_test_leisure", "韵动水上乐园", Till),
        new("rk_test_centre", "全民健身服务中心", [Scopes.Offers, Scopes.Admit]),
    ];

    public static IReadOnlyList<DemoOperator> Operators { get; } =
    [
        new("op_test_auditor", OperatorRole.Auditor),
        new("op_test_operator", OperatorRole.Operator),
        new("op_test_approver", OperatorRole.Approver),
        new("op_test_admin", OperatorRole.Admin),
    ];
}
