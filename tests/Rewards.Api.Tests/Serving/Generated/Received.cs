namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>What came back.</summary>
/// <param name="Status">Null: nothing, the connection was closed.</param>
/// <param name="Header">A header's value; null: it was not sent.</param>
/// <param name="Body">As text.</param>
internal sealed record Received(int? Status, Func<string, string?> Header, string Body)
{
    public static Received Nothing { get; } = new(null, _ => null, "");

    /// <summary>Without its parameters.</summary>
    public string? MediaType => Header("Content-Type")?.Split(';')[0].Trim();

    /// <summary>Whether the service answered, and not the server before it.</summary>
    public bool IsFromTheService => Header("X-Request-Id") is not null;

    public override string ToString() => $"{Status} {Header("Content-Type")} {Body[..Math.Min(Body.Length, 400)]}";
}
