using System.Text.Json;
using Rewards.Api.Culture.Ordering;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.Ordering;

/// <summary>What came of an order.</summary>
/// <param name="OrderId">Null: it was refused.</param>
/// <param name="Refusal">Null: it was accepted.</param>
internal sealed record OrderOutcome(string? OrderId, OrderRefusal? Refusal);

/// <param name="Code">Of the API's table of errors.</param>
/// <param name="Facts">The numbers behind it.</param>
internal sealed record OrderRefusal(string Code, JsonElement Facts)
{
    public static OrderRefusal Of(StoredAnswer answer)
    {
        using var json = JsonDocument.Parse(answer.Body);
        return new OrderRefusal(json.RootElement.GetProperty("code").GetString()!, json.RootElement.Clone());
    }
}

/// <summary>
/// Places orders from the site by the command that the API uses: the form's key makes two taps one order.
/// </summary>
internal sealed class SiteOrders(OrderReader reader, OrderViews views, LedgerWriter writer, Text text)
{
    /// <summary>Null: the form is none of ours.</summary>
    public async Task<OrderOutcome?> PlaceAsync(
        ConfirmForm form, string offerId, HttpContext context, CancellationToken cancellationToken)
    {
        var body = new OrderBody
        {
            OfferId = offerId,
            SlotId = form.SlotId,
            Quantity = form.Quantity,
            Points = form.Points?.Value,
            Eligibility = WireName.TryParse<Eligibility>(form.Eligibility, out var said) ? said : null,
            AcceptVersion = form.AcceptVersion,
            ExpectedCashFen = form.ExpectedCashFen,
        };
        if (KeyedForm.Read(context, text, form.Key, JsonSerializer.Serialize(body, ApiJson.Options)) is not { } request)
        {
            return null;
        }

        var wanted = await reader.ReadAsync(context.User.Id(), body, cancellationToken);
        return Read(await writer.SubmitAsync(new PlaceOrder(wanted, views, request)));
    }

    private static OrderOutcome Read(StoredAnswer answer)
    {
        if (answer.Status != StatusCodes.Status201Created)
        {
            return new OrderOutcome(null, OrderRefusal.Of(answer));
        }

        using var json = JsonDocument.Parse(answer.Body);
        return new OrderOutcome(json.RootElement.GetProperty("id").GetString(), null);
    }
}
