using Rewards.Api.Culture.FindingOffers;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.FindingOffers;

/// <summary>What is looked for: all of it stands in the page's address. What is none of ours is passed over.</summary>
/// <param name="Words">In either language; null: any.</param>
/// <param name="Category">Null: any.</param>
/// <param name="When"><c>today</c>, <c>weekend</c>, or null.</param>
/// <param name="Price"><c>points</c> (the member's go as far as they can), <c>free</c>, or null.</param>
internal sealed record DiscoverFilter(string? Words, Category? Category, string? When, string? Price)
{
    public const int LongestWords = 40;

    private const string Today = "today";
    private const string Weekend = "weekend";
    private const string Enough = "points";
    private const string Free = "free";

    /// <summary>A quick filter by points says nothing to who is not signed in.</summary>
    public static IEnumerable<string> Quick(bool isMember) =>
        isMember ? [Today, Weekend, Enough, Free] : [Today, Weekend, Free];

    public static DiscoverFilter Read(IQueryCollection query)
    {
        var words = query["q"].ToString().Trim();
        return new DiscoverFilter(
            words.Length == 0 ? null : words[..Math.Min(words.Length, LongestWords)],
            WireName.TryParse<Category>(query["cat"], out var category) ? category : null,
            query["when"].ToString() is (Today or Weekend) and var when ? when : null,
            query["price"].ToString() is (Enough or Free) and var price ? price : null);
    }

    public bool IsOn(string quick) => quick == When || quick == Price;

    /// <summary>With a quick filter turned on, or off again.</summary>
    public DiscoverFilter Turn(string quick) => quick is Today or Weekend
        ? this with { When = When == quick ? null : quick }
        : this with { Price = Price == quick ? null : quick };

    /// <summary>
    /// Each narrowing that may be dropped: what it is called in the texts, its own words, and the search without it.
    /// </summary>
    public IEnumerable<(string Name, string? Words, DiscoverFilter Without)> Narrowings()
    {
        if (Words is not null)
        {
            yield return ("words", Words, this with { Words = null });
        }

        if (Category is { } category)
        {
            yield return ("category", WireName.Of(category), this with { Category = null });
        }

        foreach (var quick in new[] { When, Price }.OfType<string>())
        {
            yield return (quick, null, Turn(quick));
        }
    }

    public string Address(string? cursor = null)
    {
        (string Name, string? Value)[] fields =
        [
            ("q", Words),
            ("cat", Category is { } one ? WireName.Of(one) : null),
            ("when", When),
            ("price", Price),
            ("cursor", cursor),
        ];
        var query = string.Join('&', fields.Where(field => field.Value is not null)
            .Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value!)}"));
        return query.Length == 0 ? "/discover" : "/discover?" + query;
    }

    /// <param name="moment">Now.</param>
    /// <param name="suffice">Whether the member's points go as far as they can for an offer at a price.</param>
    public OfferQuestion Ask(Moment moment, Func<Culture.CataloguedOffer, Fen, bool>? suffice) => new(
        OfferSearch.Words(Words ?? ""), Category, Supply: null, PeriodAt(moment), OfferSort.Soonest)
    {
        Free = Price == Free ? true : null,
        Only = Price == Enough ? suffice : null,
        IsToCome = true,
    };

    private Period PeriodAt(Moment moment) => When switch
    {
        Today => new Period(moment.Now, moment.Programme.Calendar.EndOf(moment.Today)),
        Weekend => WeekendAt(moment),
        _ => new Period(null, null),
    };

    /// <summary>What is left of this one, or the next.</summary>
    private static Period WeekendAt(Moment moment)
    {
        var calendar = moment.Programme.Calendar;
        var saturday = moment.Today.DayOfWeek == DayOfWeek.Sunday
            ? moment.Today.AddDays(-1)
            : moment.Today.AddDays(DayOfWeek.Saturday - moment.Today.DayOfWeek);
        var start = calendar.StartOf(saturday);
        return new Period(start > moment.Now ? start : moment.Now, calendar.EndOf(saturday.AddDays(1)));
    }
}
