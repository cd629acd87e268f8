using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.Reading;

/// <summary>
/// Reads one account: what nearly every page and half of all calls begin with. The statement stays prepared for as long
/// as its connection is open: SQLite would otherwise parse and plan it each time, which takes longer than to run it.
/// </summary>
internal sealed class AccountReader
{
    private readonly ConditionalWeakTable<DbConnection, DbCommand> prepared = [];

    /// <summary>Null: no such member.</summary>
    /// <exception cref="Domain.LedgerException">The row is damaged.</exception>
    public async Task<AccountRow?> FindAsync(RewardsDb db, string memberId, CancellationToken cancellationToken)
    {
        var table = Tables.Of(db).Of(typeof(AccountRow));
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var command = prepared.GetValue(
                db.Database.GetDbConnection(), connection => Prepare(connection, table.OneByKey));
            command.Parameters[0].Value = memberId;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            AccountRow? found = null;
            if (await reader.ReadAsync(cancellationToken))
            {
                DamagedRows.Name(() => found = (AccountRow)table.Read(reader));
            }

            return found;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static DbCommand Prepare(DbConnection connection, RowStatement statement)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement.Sql;
        var name = new Dialect(connection.CanCreateBatch).Name(0);
        command.Parameters.Add(statement.Parameters[0].CreateParameter(command, name));
        return command;
    }
}
