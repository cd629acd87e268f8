using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;

namespace Rewards.Api.Ledger.Writing;

/// <summary>The tables of one engine's model: how rows of every type are named, read and written.</summary>
internal sealed class Tables
{
    private static readonly ConditionalWeakTable<IModel, Tables> Known = [];

    private readonly Dictionary<Type, Table> tables;

    /// <exception cref="InvalidOperationException">Commands could not name a row that they may want.</exception>
    private Tables(IModel model, Dialect dialect)
    {
        tables = model.GetEntityTypes().ToDictionary(type => type.ClrType, type => new Table(type, dialect));
        var faults = tables.Values
            .Where(table => typeof(IMemberRow).IsAssignableFrom(table.Type)
                || typeof(IKeyedRow).IsAssignableFrom(table.Type)
                || typeof(ISlotRow).IsAssignableFrom(table.Type))
            .Select(table => table.Unnameable)
            .OfType<string>()
            .ToList();
        if (faults.Count > 0)
        {
            throw new InvalidOperationException(
                $"The ledger's writer can't name some rows: {string.Join("; ", faults)}.");
        }
    }

    /// <summary>Made once for a model, for all who write. Asks no database.</summary>
    /// <exception cref="InvalidOperationException">Commands could not name a row that they may want.</exception>
    public static Tables Of(RewardsDb db) =>
        Known.GetValue(db.Model, model => new Tables(model, Dialect.Of(db)));

    /// <exception cref="InvalidOperationException">The model has no such rows.</exception>
    public Table Of(Type type) => tables.TryGetValue(type, out var table)
        ? table
        : throw new InvalidOperationException($"{type.Name} has no table: it needs a configuration in Store/Rows.");

    /// <exception cref="InvalidOperationException">No such rows, or none that commands may be handed.</exception>
    public Table OfNamed(Type type)
    {
        var table = Of(type);
        return table.Unnameable is { } fault ? throw new InvalidOperationException(fault + ".")
            : table.IsValue ? table
            : throw new InvalidOperationException(
                $"{type.Name} can be changed by whoever holds one: let its properties be set only at its making.");
    }

    /// <param name="name">The counter's table in the database, as a hold names it.</param>
    /// <exception cref="LedgerException">It is no counter's.</exception>
    public Table OfCounter(string name) =>
        tables.Values.FirstOrDefault(one => one.Name == name && typeof(ICounterRow).IsAssignableFrom(one.Type))
            ?? throw new LedgerException($"A hold took from '{name}', which is no counter.");
}
