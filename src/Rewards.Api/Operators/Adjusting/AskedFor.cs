using System.Security.Cryptography;
using System.Text.Json;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Operators.Adjusting;

/// <summary>What a second person agrees to: exactly what was asked for, and by whom.</summary>
internal static class AskedFor
{
    /// <summary>SHA-256 over a JSON list, in which no two requests are written alike.</summary>
    public static byte[] HashOf(AdjustmentRow row) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new[]
    {
        row.Id, row.MemberId, WireName.Of(row.ReasonCode), row.Note, row.RequestedBy,
        row.Points.ToString(System.Globalization.CultureInfo.InvariantCulture),
        row.RequestedAt.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
    }));
}

internal static class AdjustmentPaths
{
    public const string All = "/v1/operator/adjustments";

    public static string Of(string id) => $"{All}/{id}";
}
