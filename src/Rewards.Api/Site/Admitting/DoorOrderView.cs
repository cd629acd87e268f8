using Rewards.Api.Culture.Admitting;

namespace Rewards.Api.Site.Admitting;

/// <summary>An order that was looked up, as its part of the page.</summary>
/// <param name="Order">As the API tells it.</param>
/// <param name="At">Where staff stand.</param>
/// <param name="Scanned">What was shown.</param>
/// <param name="Words">Say why not.</param>
internal sealed record DoorOrderView(DoorOrder Order, DoorAt At, string Scanned, DoorWords Words)
{
    public IReadOnlyList<DoorTicket> Open { get; } = [.. Order.Tickets.Where(ticket => ticket.Would == DoorTicket.Ok)];

    public IEnumerable<DoorTicket> Closed => Order.Tickets.Where(ticket => ticket.Would != DoorTicket.Ok);
}
