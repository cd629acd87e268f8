using Microsoft.EntityFrameworkCore;
using Rewards.Api.Culture;
using Rewards.Api.Culture.Paying;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Paying;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ordering;
using Rewards.Domain.Paying;

namespace Rewards.Api.Site.Paying;

/// <summary>Begins payments from the site by the command that the API uses, and asks what became of them.</summary>
internal sealed class SitePayments(RewardsDb db, PaymentDesk desk)
{
    /// <summary>The attempt that is open; null: none is.</summary>
    public Task<PaymentAttemptRow?> FindOpenAsync(string memberId, string orderId, CancellationToken cancellationToken) =>
        db.PaymentAttempts.FirstOrDefaultAsync(
            attempt => attempt.MemberId == memberId && attempt.OrderId == orderId && attempt.State == AttemptState.Open,
            cancellationToken);

    /// <summary>What the provider does not answer now is asked again from the page that shows the attempt.</summary>
    public async Task StartAsync(Order order, string language, KeyedRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await desk.StartAsync(new PayingRows(order.MemberId, order.Id), (order.Title, language), request, cancellationToken);
        }
        catch (PaymentProviderException)
        {
            // The page says so.
        }
    }

    /// <summary>Where the provider does not answer, it will tell; the order's page shows it then.</summary>
    public async Task LookUpAsync(string memberId, string orderId, CancellationToken cancellationToken)
    {
        if (await FindOpenAsync(memberId, orderId, cancellationToken) is not { SessionId: not null } open)
        {
            return;
        }

        try
        {
            await desk.LookUpAsync(open, cancellationToken);
        }
        catch (Exception exception) when (exception is PaymentProviderException or PaymentRefusedException)
        {
            // It will tell, or whoever looks after payments will.
        }
    }
}
