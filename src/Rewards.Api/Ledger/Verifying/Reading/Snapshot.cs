using System.Data.Common;

namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>
/// One moment of the database, read with SQL of its own. One reader at a time: not every engine has more on a
/// connection.
/// </summary>
internal sealed class Snapshot : IDisposable
{
    private readonly DbConnection connection;
    private readonly DbTransaction transaction;
    private readonly Findings findings;
    private readonly CancellationToken cancellationToken;

    public Snapshot(DbConnection connection, Findings findings, CancellationToken cancellationToken)
    {
        (this.connection, this.findings, this.cancellationToken) = (connection, findings, cancellationToken);
        transaction = Engine.BeginSnapshot(connection);

        // The moment is that of the first read.
        AccountsInAll = Read("SELECT COUNT(*) AS accounts FROM account", row => row.Whole("accounts")).Single();
    }

    public long AccountsInAll { get; }

    public object Parameter(DateTimeOffset instant) => Engine.Parameter(connection, instant);

    /// <summary>Rows as they come. A damaged one is a finding and is left out.</summary>
    public IEnumerable<T> Read<T>(Source<T> source, MemberRange range)
        where T : class
    {
        using var command = Command(source.SelectIn(range), range.Parameters);
        using var reader = command.ExecuteReader();
        var row = new Row(reader);
        while (Advance(reader))
        {
            if (TryRead(source, row) is { } read)
            {
                yield return read;
            }
        }
    }

    /// <exception cref="DamagedRowException">A column is not of the type that the query makes.</exception>
    public IEnumerable<T> Read<T>(string sql, Func<Row, T> read, params (string Name, object Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var row = new Row(reader);
        while (Advance(reader))
        {
            yield return read(row);
        }
    }

    public void Dispose() => transaction.Dispose();

    private bool Advance(DbDataReader reader)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return reader.Read();
    }

    private T? TryRead<T>(Source<T> source, Row row)
        where T : class
    {
        try
        {
            return source.Read(row);
        }
        catch (DamagedRowException exception)
        {
            findings.Add(
                source.Invariant,
                "damaged_row",
                (row.Shown(0), $"{source.Table} {row.Shown(1)}"),
                $"{exception.Message}");
            return null;
        }
    }

    private DbCommand Command(string sql, IEnumerable<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
