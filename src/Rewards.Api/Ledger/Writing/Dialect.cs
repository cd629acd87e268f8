using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.Writing;

/// <summary>How an engine's driver takes parameters: PostgreSQL's by place, which spares it the search for names.</summary>
/// <param name="IsBatched">Whether several statements go in one round trip, by place.</param>
internal readonly record struct Dialect(bool IsBatched)
{
    public static Dialect Of(RewardsDb db) => new(db.Database.GetDbConnection().CanCreateBatch);

    public string Marker(int at) => IsBatched ? $"${at + 1}" : $"@p{at}";

    public string Name(int at) => IsBatched ? "" : $"@p{at}";

    /// <summary>A condition that names some values by one parameter, so that the text is the same for any number.</summary>
    public string IsAmong(string column, int at) => IsBatched
        ? $"{column} = ANY ({Marker(at)})"
        : $"{column} IN (SELECT value FROM json_each({Marker(at)}))";

    /// <summary>The parameter of <see cref="IsAmong"/>.</summary>
    public object List(Type type, IReadOnlyCollection<object> values)
    {
        if (!IsBatched)
        {
            return JsonSerializer.Serialize(values.Select(InJson));
        }

        var list = Array.CreateInstance(type, values.Count);
        var at = 0;
        foreach (var value in values)
        {
            list.SetValue(value, at++);
        }

        return list;
    }

    /// <summary>As SQLite has it in a column, so that equal is equal.</summary>
    private static object InJson(object value) =>
        value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value;
}
