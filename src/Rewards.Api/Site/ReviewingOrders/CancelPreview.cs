using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Store;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.ReviewingOrders;

/// <param name="Points">How many come back.</param>
/// <param name="ExpiresOn">Their last valid day then.</param>
internal sealed record ReturnedPoints(long Points, DateOnly ExpiresOn);

/// <summary>What cancelling would give back now.</summary>
/// <param name="Tickets">Which, as they would be.</param>
/// <param name="Lots">The points, by the day on which they end.</param>
/// <param name="Cash">Money that comes back; nothing, where none was paid.</param>
/// <param name="Fee">Kept from it.</param>
/// <param name="Unpaid">What is not to be paid any more.</param>
internal sealed record CancelPreview(
    IReadOnlyList<Ticket> Tickets, IReadOnlyList<ReturnedPoints> Lots, Fen Cash, Fen Fee, Fen Unpaid)
{
    public long Points => Lots.Sum(lot => lot.Points);
}

/// <summary>Decides as the command would, and writes nothing.</summary>
internal sealed class CancelPreviews(RewardsDb db, CurrentAccounts accounts)
{
    /// <param name="found">The order.</param>
    /// <param name="ticketIds">Null: all that can be given back.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Refuses <c>ticket_not_valid</c> and <c>cancel_too_late</c>.</returns>
    public async Task<Outcome<CancelPreview>> DecideAsync(
        FoundOrder found, IReadOnlyList<string>? ticketIds, CancellationToken cancellationToken)
    {
        var order = found.Order;
        var account = (await accounts.FindAsync(order.MemberId, cancellationToken))!;
        var row = order.RedemptionId is not { } id
            ? null
            : await db.Redemptions.FirstAsync(
                one => one.MemberId == order.MemberId && one.Id == id, cancellationToken);
        var wanted = new Cancellation(order, ticketIds, found.Content.Cancellation, found.IsSlotCancelled);
        var outcome = CancelTickets.Decide(wanted, row?.ToRedemption(), account, accounts.Now);
        return outcome.Refusal is { } refusal ? refusal : Show(order, outcome.Value);
    }

    private static CancelPreview Show(Order before, TicketsCancelled done)
    {
        List<Ticket> given =
        [
            .. done.Order.Tickets.Where(ticket => ticket.Status == TicketStatus.Cancelled
                && before.Tickets.Single(one => one.Id == ticket.Id).Status != TicketStatus.Cancelled),
        ];
        var lots = done.Ledger.Entries
            .Where(entry => entry.Kind is EntryKind.Release or EntryKind.Refund)
            .SelectMany(entry => entry.Slices)
            .GroupBy(slice => slice.To!.Value.ExpiresOn)
            .OrderBy(day => day.Key)
            .Select(day => new ReturnedPoints(day.Sum(slice => slice.Points.Value), day.Key));
        var cash = new Fen(given.Sum(ticket => ticket.Cash.Value));
        var fee = new Fen(given.Sum(ticket => ticket.Fee.Value));
        var isUnpaid = before.Payment == PaymentWay.AtVenue || OrderWords.IsNeverPaid(before);
        return new CancelPreview(
            given, [.. lots], isUnpaid ? Fen.Zero : cash - fee, fee, isUnpaid ? cash : Fen.Zero);
    }
}
