using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Site.ReviewingOrders;
using Rewards.Domain.Ordering;

namespace Rewards.Api.Site.Paying;

/// <summary>
/// 支付: the way to the provider's page, as a link: a form may not lead there. What became of it the order's page says.
/// </summary>
[EnableRateLimiting(RateLimits.Orders)]
internal sealed class PayModel(
    OrderFinder finder, SitePayments payments, OrderWords words, Clock clock, Text text) : PageModel
{
    public Order Order { get; private set; } = null!;

    /// <summary>Where to pay; null: the provider has not answered yet.</summary>
    public string? Link { get; private set; }

    public string Cash => Text.Yuan(Order.Cash.Value);

    public string PayUntil => words.When(Order.PayUntil!.Value);

    /// <summary>Where the provider's page may not open.</summary>
    public bool IsInWeChat => Request.Headers.UserAgent.ToString().Contains("MicroMessenger", StringComparison.OrdinalIgnoreCase);

    public string Key { get; } = KeyedForm.NewKey();

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(User.Id(), id, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        Order = found.Order;
        if (Order.StatusAt(clock.GetUtcNow()) != OrderStatus.AwaitingPayment)
        {
            return Redirect("/orders/" + id);
        }

        var open = await payments.FindOpenAsync(User.Id(), id, cancellationToken);
        Link = open?.Url;
        return open is null ? Redirect("/orders/" + id) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, [FromForm] string? key, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(User.Id(), id, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        if (KeyedForm.Read(HttpContext, text, key) is not { } request)
        {
            return BadRequest();
        }

        await payments.StartAsync(found.Order, text.IsChinese ? "zh" : "en", request, cancellationToken);
        Response.Headers.Location = $"/orders/{id}/pay";
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
