using System.Globalization;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.FindingOffers;

/// <summary>A slot in a list of one day's.</summary>
/// <param name="Resource">Null: not said.</param>
/// <param name="PriceFen">Null: what the offer says.</param>
/// <param name="IsHere">Whether it is the one that is looked at.</param>
internal sealed record SlotLine(
    string Id, string Time, string? Resource, long? PriceFen, Availability Availability, bool IsHere);

/// <param name="Address">The offer's page, open at this day.</param>
internal sealed record SlotDay(string Name, string Address, bool IsHere);

/// <summary>The days on which something takes place, and one day's slots.</summary>
internal sealed record SlotDays(IReadOnlyList<SlotDay> Days, IReadOnlyList<SlotLine> Lines)
{
    /// <summary>The rest is folded.</summary>
    public const int ShownAtOnce = 10;

    /// <param name="shown">Whose slots.</param>
    /// <param name="asked">A day; null, or one without a slot: the first on which something can be booked.</param>
    /// <param name="here">The slot that is looked at, if one is.</param>
    /// <param name="said">When, and by which words.</param>
    public static SlotDays Of(ShownOffer shown, DateOnly? asked, SlotRow? here, (Moment Moment, Text Text) said)
    {
        var (moment, text) = said;
        var calendar = moment.Programme.Calendar;
        var days = shown.Slots.GroupBy(slot => calendar.DateOf(slot.StartsAt)).ToList();
        if (days.Count == 0)
        {
            return new SlotDays([], []);
        }

        bool IsOpen(SlotRow slot) => slot.Times.StateAt(moment.Now, shown.Content, calendar) == SlotState.Open;
        var chosen = days.FirstOrDefault(day => day.Key == asked)
            ?? days.FirstOrDefault(day => day.Any(IsOpen))
            ?? days[0];
        return new SlotDays(
            [.. days.Select(day => new SlotDay(
                text.NearDay(day.Key, moment.Today), AddressOf(shown.Offer.Id, day.Key), day.Key == chosen.Key))],
            [.. chosen.OrderBy(slot => slot.StartsAt).ThenBy(slot => slot.Resource, StringComparer.Ordinal)
                .Select(slot => Line(slot, shown, here, said))]);
    }

    /// <summary>Its hours; a whole day's ticket has none.</summary>
    public static string TimeOf(SlotRow slot, Moment moment, Text text)
    {
        var calendar = moment.Programme.Calendar;
        var isWholeDay = slot.StartsAt == calendar.StartOf(calendar.DateOf(slot.StartsAt))
            && slot.EndsAt == calendar.EndOf(calendar.DateOf(slot.StartsAt));
        return isWholeDay ? text["slot.all_day"] : $"{text.TimeOfDay(slot.StartsAt)}–{text.TimeOfDay(slot.EndsAt)}";
    }

    private static SlotLine Line(SlotRow slot, ShownOffer shown, SlotRow? here, (Moment Moment, Text Text) said) => new(
        slot.SlotId,
        TimeOf(slot, said.Moment, said.Text),
        slot.Resource.Length == 0 ? null : slot.Resource,
        slot.PriceFen == shown.Content.Price.Value ? null : slot.PriceFen,
        SlotWords.Of(slot.Times, shown.Content, (said.Moment.Now, said.Moment.Programme.Calendar), said.Text),
        slot.SlotId == here?.SlotId);

    private static string AddressOf(string offer, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"/offers/{offer}?on={day:yyyy-MM-dd}#slots");
}
