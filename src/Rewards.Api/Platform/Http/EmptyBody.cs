namespace Rewards.Api.Platform.Http;

/// <summary>Nothing to say: <c>{}</c>, or no body at all.</summary>
public sealed record EmptyBody;
