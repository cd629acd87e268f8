using System.Text.Json;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Platform.Auditing;

/// <summary>Makes the record of an act, which is written in the transaction of the act itself.</summary>
internal static class AuditRecord
{
    public const string CommandLine = "command_line";

    /// <summary>Not somebody who acts: what the sandbox brought along.</summary>
    public const string Sandbox = "sandbox";

    public static AuditRow By(
        string actor, DateTimeOffset at, string action, string target, object? detail = null) => new()
        {
            Id = TypeId.New(TypeId.AuditRecord, at),
            At = at,
            Actor = actor,
            Action = action,
            Target = target,
            Detail = JsonSerializer.Serialize(detail ?? new { }, ApiJson.Options),
        };
}
