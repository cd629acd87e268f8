using System.Text.Json;
using Rewards.Api.Culture;
using Rewards.Api.Culture.Ordering;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Http;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.ReviewingOrders;

/// <summary>Gives tickets back by the API's own command, and tells on the next page what came back.</summary>
internal sealed class GivingBack(
    OrderReader reader, OrderViews views, LedgerWriter writer, JobRunner jobs, Notices notices, Text text)
{
    public async Task SubmitAsync(OrderCancelling wanted, KeyedRequest request, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync(wanted, cancellationToken);
        var cancel = new CancelOrder(read, views, request);
        var answer = await writer.SubmitAsync(cancel);
        jobs.SendCash(cancel.GivesCashBack);
        if (answer.Status != StatusCodes.Status200OK)
        {
            notices.Tell(Problem.CodeIn(answer.Body)?.Code == "cancel_too_late" ? "cancel.late" : "cancel.gone");
            return;
        }

        var order = JsonSerializer.Deserialize<OrderResponse>(answer.Body, ApiJson.Options)!;
        var given = order.Tickets.Where(ticket => wanted.TicketIds!.Contains(ticket.Id)).ToList();
        var cash = order.Payment.Way == PaymentWay.AtVenue ? 0 : given.Sum(ticket => ticket.CashFen - ticket.FeeFen);
        notices.Tell("cancel.done", given.Count, Say(given.Sum(ticket => ticket.Points), cash));
    }

    /// <summary>Time went on meanwhile, and the fee with it.</summary>
    public void TellChanged() => notices.Tell("cancel.changed");

    private string Say(long points, long cashFen) => (points, cashFen) switch
    {
        (0, 0) => text["cancel.back_nothing"],
        (0, _) => text["cancel.back_cash", Text.Yuan(cashFen)],
        (_, 0) => text["cancel.back_points", text.Number(points)],
        _ => text["cancel.back_both", text.Number(points), Text.Yuan(cashFen)],
    };
}
