using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Operators.ManagingOperators;

/// <summary>What the audit log says about operators and their tokens, whoever acted and from where.</summary>
internal static class OperatorActs
{
    public static Act Added(OperatorRow row) => new(
        "operator.added", row.Id, new { row.Name, row.Role, row.Hint, row.ExpiresAt });

    public static Act Replaced(OperatorRow row) => new(
        "operator_token.replaced", row.Id, new { row.Name, row.Hint, row.ExpiresAt });

    public static Act Revoked(OperatorRow row) => new("operator.revoked", row.Id, new { row.Name, row.Role, row.Hint });
}
