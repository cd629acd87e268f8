using System.Globalization;
using Microsoft.Extensions.Primitives;
using Rewards.Domain;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.Ordering;

/// <summary>What a member chose on the way to an order: in the page's address, and in the form that it sends.</summary>
/// <param name="SlotId">Null: goods.</param>
/// <param name="Quantity">1 to 10.</param>
/// <param name="Use"><c>most</c>, <c>none</c> or <c>own</c>.</param>
/// <param name="Own">The member's own number of points, where that was chosen.</param>
/// <param name="Eligibility">What the member declares to be; null: nothing.</param>
internal sealed record ConfirmForm(string? SlotId, int Quantity, string Use, long Own, string? Eligibility)
{
    /// <summary>Makes two taps one order. As it was sent.</summary>
    public string Key { get; private init; } = "";

    /// <summary>The version that the page showed.</summary>
    public int AcceptVersion { get; private init; }

    /// <summary>The cash that the page showed.</summary>
    public long ExpectedCashFen { get; private init; }

    /// <summary>Whether it is to be ordered; else only to be worked out anew.</summary>
    public bool IsOrder { get; private init; }

    /// <summary>Null: as many as the limits allow.</summary>
    public Points? Points => Use switch
    {
        "none" => Domain.Points.Zero,
        "own" => new Points(Own),
        _ => null,
    };

    public static ConfirmForm Read(IEnumerable<KeyValuePair<string, StringValues>> sent)
    {
        var fields = sent.ToDictionary(field => field.Key, field => field.Value.ToString());
        string Field(string name) => fields.GetValueOrDefault(name, "");
        var use = Field("use");
        return new ConfirmForm(
            Field("slot_id") is { Length: > 0 and <= 40 } slot ? slot : null,
            (int)Math.Clamp(Number(Field("quantity")), 1, TicketLimits.MostPerOrder),
            use is "none" or "own" ? use : "most",
            Math.Min(Number(Field("points")), Domain.Points.MostInOneOperation),
            Field("eligibility") is { Length: > 0 and <= 20 } said ? said : null)
        {
            Key = Field("key"),
            AcceptVersion = (int)Math.Clamp(Number(Field("accept_version")), 1, int.MaxValue),
            ExpectedCashFen = Math.Min(Number(Field("expected_cash_fen")), Fen.MostInOneOperation),
            IsOrder = Field("act") == "order",
        };
    }

    /// <summary>The page that shows what this comes to.</summary>
    public string AddressFor(string offerId)
    {
        var slot = SlotId is null ? "" : $"slot_id={Uri.EscapeDataString(SlotId)}&";
        var own = Use == "own" ? string.Create(CultureInfo.InvariantCulture, $"&points={Own}") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"/offers/{Uri.EscapeDataString(offerId)}/confirm?{slot}quantity={Quantity}&use={Use}{own}");
    }

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
