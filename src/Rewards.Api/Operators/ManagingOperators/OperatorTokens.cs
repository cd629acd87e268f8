using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;

namespace Rewards.Api.Operators.ManagingOperators;

/// <param name="Actor">Who makes a token.</param>
/// <param name="Days">How long it lives; null: as long as the setting says.</param>
/// <param name="Now">From when on.</param>
internal sealed record TokenOrder(string Actor, int? Days, DateTimeOffset Now);

/// <summary>A token that was just made.</summary>
/// <param name="Secret">Shown once; only its hash is stored.</param>
/// <param name="Row">Whose it is.</param>
/// <param name="At">When it was made.</param>
internal sealed record IssuedToken(string Secret, OperatorRow Row, DateTimeOffset At);

/// <summary>
/// Adds operators, and replaces and revokes their tokens, for the API and the command line alike. What is staged here
/// the caller saves, holding the reference data (see <see cref="RewardsDb.HoldReference"/>).
/// </summary>
public sealed class OperatorTokens(IOptions<OperatorOptions> options, SandboxMode sandbox)
{
    private string Prefix => sandbox.IsOn ? "op_test_" : "op_live_";

    internal IssuedToken Add(RewardsDb db, string name, OperatorRole role, TokenOrder order)
    {
        var secret = Secrets.New(Prefix);
        var row = new OperatorRow
        {
            Id = TypeId.New(TypeId.Operator, order.Now),
            Name = name,
            Role = role,
            TokenHash = Secrets.Hash(secret),
            Hint = Secrets.Hint(secret),
            CreatedAt = order.Now,
            CreatedBy = order.Actor,
            ExpiresAt = EndOf(order),
        };
        db.Operators.Add(row);
        return new IssuedToken(secret, row, order.Now);
    }

    /// <summary>
    /// Gives the person a new token. The old one is dead at once: whoever replaces one may not trust it.
    /// </summary>
    /// <param name="db">Where.</param>
    /// <param name="id">Whose.</param>
    /// <param name="hint">Which token is to be replaced; null: whichever is there.</param>
    /// <param name="order">How long the new one lives.</param>
    /// <returns>Refuses <c>not_found</c>, <c>operator_revoked</c> and <c>token_replaced</c>.</returns>
    internal Outcome<IssuedToken> Replace(RewardsDb db, string id, string? hint, TokenOrder order)
    {
        if (Find(db, id) is not { } row)
        {
            return NoSuchOperator;
        }

        if (row.RevokedAt is not null)
        {
            return new Refusal("operator_revoked", "A revoked operator gets no new token: add the person anew.");
        }

        if (hint is not null && hint != row.Hint)
        {
            return new Refusal("token_replaced", "The token that was to be replaced is not the operator's any more.");
        }

        var secret = Secrets.New(Prefix);
        (row.TokenHash, row.Hint) = (Secrets.Hash(secret), Secrets.Hint(secret));
        (row.ExpiresAt, row.LastUsedAt) = (EndOf(order), null);
        return new IssuedToken(secret, row, order.Now);
    }

    /// <returns>
    /// The operator, and whether anything changed: revoking a revoked one changes nothing. Refuses <c>not_found</c>
    /// and <c>last_admin</c>.
    /// </returns>
    internal static Outcome<(OperatorRow Row, bool HasChanged)> Revoke(RewardsDb db, string id, DateTimeOffset now)
    {
        if (Find(db, id) is not { } row)
        {
            return NoSuchOperator;
        }

        if (row.RevokedAt is not null)
        {
            return (row, false);
        }

        if (IsLastAdmin(db, row, now))
        {
            return new Refusal(
                "last_admin", "No other admin could call any more: add one first, or replace this one's token.");
        }

        row.RevokedAt = now;
        return (row, true);
    }

    private static Refusal NoSuchOperator => new("not_found", "There is no such operator.");

    private static OperatorRow? Find(RewardsDb db, string id) =>
        db.Operators.AsTracking().FirstOrDefault(person => person.Id == id);

    private static bool IsLastAdmin(RewardsDb db, OperatorRow row, DateTimeOffset now) =>
        row.Role == OperatorRole.Admin
        && row.StatusAt(now) == OperatorStatus.Active
        && !db.Operators.Any(other => other.Id != row.Id
            && other.Role == OperatorRole.Admin
            && other.RevokedAt == null
            && (other.ExpiresAt == null || other.ExpiresAt > now));

    private DateTimeOffset EndOf(TokenOrder order) => order.Now.AddDays(order.Days ?? options.Value.TokenDays);
}
