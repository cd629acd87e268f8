using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Tests.Platform.Store;

/// <summary>
/// Whether statements stay within one shard: a write names one member or its own key, a read names the members or keys
/// that it wants. What is the same everywhere may be read, and what is local may be both.
/// </summary>
internal sealed partial class ShardedSql(IReadOnlyModel model)
{
    /// <summary>When an operator's token was last used: written beside the command, once a minute, by nobody awaited.</summary>
    private const string NoteOfUse = "UPDATE operator AS o SET last_used_at = ";

    private readonly Dictionary<string, Type?> classes =
        model.GetEntityTypes().ToDictionary(table => table.GetTableName()!, SchemaRules.ClassOf);

    /// <summary>A text that was sent may hold several statements: the driver sends what is written in one go.</summary>
    public static IEnumerable<string> StatementsIn(IEnumerable<string> texts) => texts
        .SelectMany(text => Beginning().Split(text))
        .Select(statement => Blanks().Replace(statement, " ").Trim(' ', ';'))
        .Where(statement => statement.Length > 0);

    /// <summary>Null: it does.</summary>
    public string? Broken(string statement)
    {
        if (statement.StartsWith(NoteOfUse, StringComparison.Ordinal))
        {
            return null;
        }

        var tables = Table().Matches(statement);
        return tables.Select(table => Broken(statement, table)).FirstOrDefault(broken => broken is not null);
    }

    private string? Broken(string statement, Match match)
    {
        var (verb, table) = (match.Groups[1].Value.Split(' ')[0].Replace("JOIN", "FROM"), match.Groups[2].Value);
        var column = classes.GetValueOrDefault(table)?.Name switch
        {
            nameof(IMemberRow) => SchemaRules.MemberColumn,
            nameof(IKeyedRow) => SchemaRules.KeyColumn,
            nameof(ILocalRow) => "",
            nameof(IReferenceRow) => verb == "FROM" ? "" : null,
            _ => null,
        };
        return column is null ? $"{table} may not be touched: {statement}"
            : column.Length == 0 || Names(statement, verb, column) ? null
            : $"{table} without {column}: {statement}";
    }

    private static bool Names(string statement, string verb, string column) => verb switch
    {
        "INSERT" => InsertedColumns().Match(statement).Groups[1].Value.Split(", ").Contains($"\"{column}\""),
        "FROM" => IsNamed(statement, column, "(= (@|\\$)|= ANY \\((@|\\$)|IN \\()"),
        _ => IsNamed(statement, column, "= (@|\\$)"),
    };

    /// <summary>After WHERE, and not as one of two ways.</summary>
    private static bool IsNamed(string statement, string column, string how)
    {
        var where = statement.Split(" WHERE ", 2) is [_, var condition] ? condition : "";
        return Regex.IsMatch(where, $"(^|AND )\\(?(\\w+\\.)?\"?{column}\"? {how}") && !where.Contains(" OR ");
    }

    [GeneratedRegex("^(?=INSERT INTO |UPDATE |DELETE FROM |SELECT )", RegexOptions.Multiline)]
    private static partial Regex Beginning();

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("\\b(INSERT INTO|UPDATE|DELETE FROM|FROM|JOIN) \"?(\\w+)\"?")]
    private static partial Regex Table();

    [GeneratedRegex("\\(([^)]*)\\) VALUES")]
    private static partial Regex InsertedColumns();
}
