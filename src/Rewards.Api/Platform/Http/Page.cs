namespace Rewards.Api.Platform.Http;

/// <summary>One page of a list.</summary>
/// <param name="Data">The page's elements.</param>
/// <param name="NextCursor">Send it as <c>cursor</c> for the next page; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Data, string? NextCursor);
