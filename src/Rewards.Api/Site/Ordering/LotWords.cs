using Rewards.Domain;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Site.Ordering;

/// <summary>Which points go first, and which of the rest end soon.</summary>
internal static class LotWords
{
    private const int Soon = 30;

    /// <param name="account">As it is now.</param>
    /// <param name="points">That are to be used.</param>
    /// <param name="today">In the programme's time zone.</param>
    /// <param name="text">Says it.</param>
    public static string? Of(Account account, long points, DateOnly today, Text text)
    {
        var left = points;
        string? first = null, ending = null;
        foreach (var day in account.Lots.GroupBy(lot => lot.Lot.ExpiresOn).OrderBy(day => day.Key))
        {
            var all = day.Sum(lot => lot.Points).Value;
            var used = Math.Min(all, left);
            left -= used;
            first ??= used > 0 ? text["lots.first", text.Number(used), text.Day(day.Key)] : null;
            ending ??= used < all && day.Key.DayNumber - today.DayNumber <= Soon
                ? text["lots.soon", text.Number(all - used), text.Day(day.Key)]
                : null;
        }

        return first + ending;
    }
}
