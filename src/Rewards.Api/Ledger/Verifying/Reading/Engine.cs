using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>
/// All that the verifier knows about database engines: what each calls a snapshot, an instant and a day.
/// </summary>
internal static class Engine
{
    private const string SqliteInstant = "yyyy-MM-dd HH:mm:ss.FFFFFFF";
    private const string SqliteDay = "yyyy-MM-dd";

    /// <summary>A transaction that sees one moment of the database and stands in nobody's way.</summary>
    public static DbTransaction BeginSnapshot(DbConnection connection) => connection is SqliteConnection sqlite
        ? sqlite.BeginTransaction(deferred: true)
        : connection.BeginTransaction(IsolationLevel.RepeatableRead);

    /// <summary>Null: not an instant.</summary>
    public static DateTimeOffset? Instant(object value) => value switch
    {
        string text when DateTime.TryParseExact(
            text, SqliteInstant, CultureInfo.InvariantCulture, DateTimeStyles.None, out var utc) => AsUtc(utc),
        DateTime utc => AsUtc(utc),
        _ => null,
    };

    /// <summary>Null: not a day.</summary>
    public static DateOnly? Day(object value) => value switch
    {
        string text when DateOnly.TryParseExact(
            text, SqliteDay, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Plausible.Day(day),
        DateOnly day => Plausible.Day(day),
        DateTime midnight => Plausible.Day(DateOnly.FromDateTime(midnight)),
        _ => null,
    };

    /// <summary>An instant to compare columns with.</summary>
    public static object Parameter(DbConnection connection, DateTimeOffset instant) => connection is SqliteConnection
        ? instant.UtcDateTime.ToString(SqliteInstant, CultureInfo.InvariantCulture)
        : instant.UtcDateTime;

    private static DateTimeOffset? AsUtc(DateTime utc) =>
        Plausible.Instant(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)));
}
