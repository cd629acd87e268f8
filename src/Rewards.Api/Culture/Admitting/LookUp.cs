using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Admitting;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Admitting;

/// <summary>Finds the tickets of one merchant that fit what was shown, and uses nothing up.</summary>
internal sealed class LookUp(
    RewardsDb db, OfferContents contents, OfferViews offers, MemberNaming naming, Guesses guesses, Clock clock)
{
    private const int MostOrders = 20;

    /// <summary>Used or cancelled: staff read why, for as long as anybody may ask.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(12);

    /// <returns>
    /// Refuses <c>not_found</c>, <c>member_code_used</c>, <c>member_code_expired</c> and <c>rate_limited</c>.
    /// </returns>
    public async Task<Outcome<LookupResponse>> FindAsync(
        LookupBody body, HttpContext context, CancellationToken cancellationToken)
    {
        var read = ScannedText.Read(context, body.Scanned, naming);
        if (read.Refusal is { } tooMany)
        {
            return tooMany;
        }

        var door = new Door(body.VenueId, body.SlotId);
        return read.Value.TicketCode is { } code
            ? await FindTicketAsync(code, door, context, cancellationToken)
            : await FindMemberAsync(read.Value.Member!, door, context, cancellationToken);
    }

    private async Task<Outcome<LookupResponse>> FindTicketAsync(
        string code, Door door, HttpContext context, CancellationToken cancellationToken)
    {
        var merchantId = context.User.Id();
        var ticket = await db.TicketCodes.FirstOrDefaultAsync(
            row => row.Key == code && row.MerchantId == merchantId, cancellationToken);
        if (ticket is null)
        {
            return guesses.CountWrong(context, Guess.TicketCode, context.User.KeyId()) ?? NotFound;
        }

        var order = await db.Orders.SingleAsync(
            row => row.MemberId == ticket.MemberId && row.Id == ticket.OrderId, cancellationToken);
        return new LookupResponse(await ShowAsync([order], ticket.TicketId, door, cancellationToken));
    }

    private async Task<Outcome<LookupResponse>> FindMemberAsync(
        NamedMember named, Door door, HttpContext context, CancellationToken cancellationToken)
    {
        var member = named.Typed is { } typed
            ? named.By(await db.TypedCodes.FirstOrDefaultAsync(row => row.Key == typed, cancellationToken))
            : named;
        if (member.CodeRefusal is not null)
        {
            return NotFound;
        }

        naming.TellRight(context, named);
        var isUsed = await db.UsedCodes.AnyAsync(used => used.Key == member.Code!.Nonce, cancellationToken);
        if (member.RefuseCode(isUsed, clock.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        var orders = await OrdersOfAsync(member.MemberId!, context.User.Id(), cancellationToken);
        return new LookupResponse(await ShowAsync(orders, null, door, cancellationToken));
    }

    private async Task<List<OrderRow>> OrdersOfAsync(
        string memberId, string merchantId, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Remembered;
        return await db.Orders
            .Where(row => row.MemberId == memberId && row.MerchantId == merchantId && row.ValidUntil > since)
            .OrderBy(row => row.ValidUntil)
            .Take(MostOrders)
            .ToListAsync(cancellationToken);
    }

    /// <param name="rows">Orders of one member.</param>
    /// <param name="only">The one ticket to show; null: all.</param>
    /// <param name="door">Where it is shown.</param>
    /// <param name="cancellationToken">Of the request.</param>
    private async Task<IReadOnlyList<DoorOrder>> ShowAsync(
        List<OrderRow> rows, string? only, Door door, CancellationToken cancellationToken)
    {
        var memberId = rows.Count == 0 ? "" : rows[0].MemberId;
        var name = await db.Members
            .Where(member => member.MemberId == memberId)
            .Select(member => member.DisplayName)
            .FirstOrDefaultAsync(cancellationToken);
        var slotIds = rows.Select(row => row.SlotId).OfType<string>().Distinct().ToList();
        var slots = await db.Slots.AsNoTracking().Where(slot => slotIds.Contains(slot.SlotId))
            .ToDictionaryAsync(slot => slot.SlotId, cancellationToken);
        var venueIds = rows.Select(row => row.VenueId).Concat(slots.Values.Select(slot => slot.VenueId)).OfType<string>().Distinct().ToList();
        var venues = await db.Venues.Where(venue => venueIds.Contains(venue.Id))
            .ToDictionaryAsync(venue => venue.Id, cancellationToken);
        var shown = new List<DoorOrder>(rows.Count);
        foreach (var row in rows)
        {
            var content = await contents.ReadAsync(db, (row.OfferId, row.OfferVersion), cancellationToken);
            var slot = slots.GetValueOrDefault(row.SlotId ?? "");
            var beside = new Beside(name!, content, slot, venues.GetValueOrDefault((slot?.VenueId ?? row.VenueId) ?? ""));
            shown.Add(Show(row.ToOrder(beside.Slot, content), beside, only, door));
        }

        return shown;
    }

    private DoorOrder Show(Order order, Beside beside, string? only, Door door)
    {
        var now = clock.GetUtcNow();
        var wanted = new Admission(order, [], door, beside.Content.Admits)
        {
            IsSlotCancelled = beside.Slot?.CancelledAt is not null,
        };
        List<DoorTicket> tickets =
            [.. order.Tickets.Where(ticket => only is null || ticket.Id == only).Select(ticket => Show(ticket, wanted, now))];
        var open = tickets.Where(ticket => ticket.Would == DoorTicket.Ok).ToList();
        return new DoorOrder
        {
            OrderId = order.Id,
            MemberName = DisplayNames.Mask(beside.MemberName),
            Title = order.Title,
            SlotId = order.SlotId,
            StartsAt = order.Times.StartsAt,
            EndsAt = order.Times.EndsAt,
            Venue = offers.Show(beside.Venue),
            Resource = beside.Slot is { Resource: { Length: > 0 } resource } ? resource : null,
            Eligibility = order.Eligibility,
            EligibilityNote = beside.Content.EligibilityNote,
            People = open.Sum(ticket => ticket.Admits),
            CashFen = open.Sum(ticket => ticket.CashFen),
            Tickets = tickets,
        };
    }

    private static DoorTicket Show(Ticket ticket, Admission wanted, DateTimeOffset now) => new(
        ticket.Id,
        ticket.N,
        wanted.Order.StatusOf(ticket, now),
        AdmissionRefusals.WhyNot(wanted, [ticket], now)?.Code ?? DoorTicket.Ok,
        wanted.Admits,
        wanted.Order.CashAtDoor(ticket).Value,
        wanted.Order.Times.ValidFrom,
        wanted.Order.Times.ValidUntil,
        ticket.UsedAt,
        ticket.Use?.VenueId);

    /// <summary>What an order refers to, beside its own row.</summary>
    private sealed record Beside(string MemberName, OfferContent Content, SlotRow? Slot, VenueRow? Venue);

    private static Refusal NotFound => new("not_found", "No ticket of this merchant's fits.", "没有本商户的票与之相符。");
}
