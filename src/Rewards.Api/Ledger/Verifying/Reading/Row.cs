using System.Data.Common;

namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>The row under the reader. Whatever does not have the type that the service writes is damage.</summary>
internal sealed class Row(DbDataReader reader)
{
    /// <exception cref="DamagedRowException">The column holds something else.</exception>
    public string Text(string column) => Value(column) as string ?? throw Damaged(column);

    /// <exception cref="DamagedRowException">The column holds something else.</exception>
    public string? OptionalText(string column) => IsNull(column) ? null : Text(column);

    /// <exception cref="DamagedRowException">The column holds something else.</exception>
    public long Whole(string column) => WholeOrNull(column) ?? throw Damaged(column);

    /// <summary>Null for anything but a number that the ledger can hold.</summary>
    public long? WholeOrNull(string column) =>
        Plausible.Number(Value(column) switch { long value => value, int value => value, _ => null });

    /// <exception cref="DamagedRowException">The column holds something else.</exception>
    public bool Flag(string column) => Value(column) switch
    {
        bool flag => flag,
        0L => false,
        1L => true,
        _ => throw Damaged(column),
    };

    /// <exception cref="DamagedRowException">The column holds something else.</exception>
    public DateTimeOffset Instant(string column) => Engine.Instant(Value(column)) ?? throw Damaged(column);

    /// <exception cref="DamagedRowException">The column holds something else.</exception>
    public DateTimeOffset? OptionalInstant(string column) => IsNull(column) ? null : Instant(column);

    /// <exception cref="DamagedRowException">The column holds something else.</exception>
    public DateOnly Day(string column) => Engine.Day(Value(column)) ?? throw Damaged(column);

    /// <exception cref="DamagedRowException">The column holds something else.</exception>
    public DateOnly? OptionalDay(string column) => IsNull(column) ? null : Day(column);

    /// <summary>Null for anything but a text.</summary>
    public string? TextOrNull(string column) => Value(column) as string;

    /// <summary>What the column holds, whatever it is, to be shown.</summary>
    public string? Shown(int column) => reader.GetValue(column).ToString();

    private bool IsNull(string column) => reader.IsDBNull(reader.GetOrdinal(column));

    private object Value(string column) => reader.GetValue(reader.GetOrdinal(column));

    private DamagedRowException Damaged(string column) => new($"Column {column} holds '{Value(column)}'.");
}

/// <summary>A row that the service can't have written. Becomes a finding; the other rows are still looked at.</summary>
public sealed class DamagedRowException : Exception
{
    public DamagedRowException()
    {
    }

    public DamagedRowException(string message)
        : base(message)
    {
    }

    public DamagedRowException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
