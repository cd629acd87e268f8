using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>
/// The table in <c>docs/</c>, a line for each call, as the endpoints' own policies answer for each kind of caller.
/// REWARDS_WRITE_OPENAPI=1 writes it anew, with the rest of the contract.
/// </summary>
internal static class WhoMayDoWhat
{
    private const string Yes = "✓";
    private const string LineOfTable = "| `";

    /// <summary>In the order of the columns, after who has no credential.</summary>
    private static readonly IReadOnlyList<(string Scheme, ClaimsIdentity Identity)> Callers =
    [
        (Audience.Member, new ClaimsIdentity(Audience.Member)),
        (Audience.Merchant, new ClaimsIdentity(Audience.Merchant)),
        .. Enum.GetValues<OperatorRole>().Select(role => (Audience.Operator, Having(role))),
    ];

    public static async Task<IReadOnlyList<string>> LinesAsync(
        IServiceProvider services, IEnumerable<(string Name, RouteEndpoint Endpoint)> endpoints)
    {
        var lines = new List<string>();
        foreach (var (name, endpoint) in endpoints
            .OrderBy(endpoint => endpoint.Name.Split(' ')[1], StringComparer.Ordinal)
            .ThenBy(endpoint => endpoint.Name, StringComparer.Ordinal))
        {
            lines.Add($"{LineOfTable}{name}` | {string.Join(" | ", await CellsAsync(services, endpoint))} |");
        }

        return lines;
    }

    /// <summary>
    /// The lines that the document has; before that puts others in their place, where that is asked for.
    /// </summary>
    public static async Task<IReadOnlyList<string>> WrittenAsync(string file, IReadOnlyList<string> lines)
    {
        var text = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        if (Environment.GetEnvironmentVariable("REWARDS_WRITE_OPENAPI") == "1")
        {
            var at = Array.FindIndex(text, IsLine);
            text = [.. text[..at], .. lines, .. text[at..].SkipWhile(IsLine)];
            await File.WriteAllLinesAsync(file, text, TestContext.Current.CancellationToken);
        }

        return [.. text.Where(IsLine)];
    }

    private static bool IsLine(string line) => line.StartsWith(LineOfTable, StringComparison.Ordinal);

    private static ClaimsIdentity Having(OperatorRole role) => Api.Platform.Authenticating.Callers.Operator(new OperatorRow
    {
        Id = "opr_x",
        Name = "x",
        Role = role,
        TokenHash = "x",
        CreatedAt = default,
    });

    private static async Task<IEnumerable<string>> CellsAsync(IServiceProvider services, RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return [Yes, .. Callers.Select(_ => " ")];
        }

        var policy = await AuthorizationPolicy.CombineAsync(
            services.GetRequiredService<IAuthorizationPolicyProvider>(),
            endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>());
        var scope = endpoint.Metadata.GetMetadata<NeededScope>()?.Scope;
        var cells = new List<string> { " " };
        foreach (var (scheme, identity) in Callers)
        {
            var may = policy!.AuthenticationSchemes.Contains(scheme)
                && (await services.GetRequiredService<IAuthorizationService>()
                    .AuthorizeAsync(new ClaimsPrincipal(identity), null, policy)).Succeeded;
            cells.Add(!may ? " " : scope is null ? Yes : $"`{scope}`");
        }

        return cells;
    }
}
