using Microsoft.Extensions.Options;
using Rewards.Api.Platform.Paying.Stripe;
using Rewards.Domain;
using Rewards.Domain.Ordering;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Platform.Paying;

/// <summary>Whether cash can be paid online here, and what that asks of prices.</summary>
internal sealed class OnlinePayments(IOptions<StripeOptions> options)
{
    public bool AreTaken => options.Value is { IsSet: true, Enabled: true };

    /// <summary>Whether there is an account at the provider, also where nothing is begun at this time.</summary>
    public bool HaveAccount => options.Value.IsSet;

    /// <summary>Whether it is real money.</summary>
    public bool AreLive => options.Value.IsLive;

    /// <summary>All limits on what is ordered, beside the total and the balance.</summary>
    public IReadOnlyList<Ceiling> CeilingsOn(QuoteRequest wanted, PaymentWay payment, Points spendable, Programme programme) =>
    [
        .. programme.CeilingsOn(wanted),
        .. payment == PaymentWay.Online && AreTaken ? CashMinimum.CeilingsOn(wanted, spendable, programme) : [],
    ];
}
