using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <param name="Way" example="free">Where the cash part is paid.</param>
/// <param name="ProviderId" example="null">The provider's name for the session in which it was paid, or may be; null: there is none.</param>
public sealed record OrderPayment(PaymentWay Way, string? ProviderId = null);
