namespace Rewards.Api.Ledger.Writing;

/// <summary>One SQL text that writes or finds one row, and what its parameters are.</summary>
/// <param name="Table">Whose row.</param>
/// <param name="Sql">Always the same text for the same columns: a server prepares it once.</param>
/// <param name="Parameters">In their order.</param>
/// <param name="MustHit">Whether it must change exactly one row.</param>
internal sealed record RowStatement(Table Table, string Sql, IReadOnlyList<TableColumn> Parameters, bool MustHit);

/// <summary>One SQL text that reads the rows with some values in some columns.</summary>
/// <param name="Table">Whose rows.</param>
/// <param name="Sql">The same for any number of values.</param>
/// <param name="By">The columns: each has one parameter, a list.</param>
/// <param name="Dialect">Makes the lists.</param>
internal sealed record NamingStatement(
    Table Table, string Sql, IReadOnlyList<TableColumn> By, Dialect Dialect)
{
    /// <param name="names">For each row, the values of <see cref="By"/>.</param>
    /// <returns>
    /// A list for each column. Rows that fit several columns but no single name may come too; nobody asks for them.
    /// </returns>
    public object[] Lists(IReadOnlyCollection<object[]> names) => [.. By.Select((column, at) => Dialect.List(
        column.StoredType, [.. names.Select(name => column.Stored(name[at])!).Distinct()]))];
}
