using System.Globalization;
using System.Security.Cryptography;

namespace Rewards.Api.Ledger.CopyingDatabases;

/// <summary>What a table holds: equal on two engines when, and only when, the rows are.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">How many.</param>
/// <param name="Sums">Of every column of whole numbers.</param>
/// <param name="Sha256">Of all values of all rows in the order of the key, in hex.</param>
public sealed record TableDigest(string Table, long Rows, IReadOnlyDictionary<string, Int128> Sums, string Sha256)
{
    internal static TableDigest Of(CopiedTable table, IEnumerable<object> rows, CancellationToken cancellationToken)
    {
        using var digester = new Digester(table);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            digester.Add(table.Values(row));
        }

        return digester.Digest();
    }

    /// <summary>What is otherwise there; nothing when all is equal.</summary>
    internal IEnumerable<string> Differences(TableDigest there)
    {
        if (Rows != there.Rows)
        {
            yield return $"{Table}: {Rows} rows in the source, {there.Rows} in the target";
        }

        foreach (var (column, sum) in Sums.Where(sum => there.Sums[sum.Key] != sum.Value))
        {
            yield return $"{Table}.{column}: adds up to {sum} in the source, to {there.Sums[column]} in the target";
        }

        if (Sha256 != there.Sha256)
        {
            yield return $"{Table}: the contents differ";
        }
    }

    private sealed class Digester(CopiedTable table) : IDisposable
    {
        private const int HashedAtOnce = 1 << 16;

        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly Int128?[] sums = new Int128?[table.Columns.Count];
        private readonly MemoryStream buffer = new();
        private long rows;

        public void Add(object?[] values)
        {
            using var writer = new BinaryWriter(buffer, System.Text.Encoding.UTF8, leaveOpen: true);
            for (var at = 0; at < values.Length; at++)
            {
                Write(writer, values[at]);
                sums[at] = values[at] is int or long
                    ? (sums[at] ?? 0) + Convert.ToInt64(values[at], CultureInfo.InvariantCulture)
                    : sums[at];
            }

            rows++;
            if (buffer.Length > HashedAtOnce)
            {
                Flush();
            }
        }

        public TableDigest Digest()
        {
            Flush();
            var numbers = table.Columns.Zip(sums).Where(column => column.Second is not null);
            return new TableDigest(
                table.Name,
                rows,
                numbers.ToDictionary(column => column.First, column => column.Second!.Value),
                Convert.ToHexStringLower(hash.GetHashAndReset()));
        }

        public void Dispose()
        {
            hash.Dispose();
            buffer.Dispose();
        }

        private void Flush()
        {
            hash.AppendData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
            buffer.SetLength(0);
        }

        /// <summary>Each value says what it is and how long, so that no two rows give the same bytes.</summary>
        private static void Write(BinaryWriter writer, object? value)
        {
            switch (value)
            {
                case null:
                    writer.Write('0');
                    break;
                case string text:
                    writer.Write('t');
                    writer.Write(text);
                    break;
                case byte[] bytes:
                    writer.Write('b');
                    writer.Write(bytes.Length);
                    writer.Write(bytes);
                    break;
                case DateTime utc:
                    writer.Write('i');
                    writer.Write(utc.Ticks);
                    break;
                case DateOnly day:
                    writer.Write('d');
                    writer.Write(day.DayNumber);
                    break;
                default:
                    // A type that is no whole number must get a line of its own here: it throws.
                    writer.Write('n');
                    writer.Write(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                    break;
            }
        }
    }
}
