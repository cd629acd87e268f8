using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <param name="Way" example="free">Where the cash part is paid.</param>
public sealed record OrderPayment(PaymentWay Way);
