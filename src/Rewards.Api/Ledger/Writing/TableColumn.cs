using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace Rewards.Api.Ledger.Writing;

/// <summary>One column of a table: how its value goes to the driver, and how it comes back.</summary>
internal sealed class TableColumn(IProperty property)
{
    private readonly RelationalTypeMapping mapping = (RelationalTypeMapping)property.GetTypeMapping();
    private readonly IClrPropertyGetter getter = property.GetGetter();

    public string Name { get; } = property.GetColumnName();

    public string Quoted => $"\"{Name}\"";

    /// <summary>As the database calls it: <c>bigint</c>.</summary>
    public string StoreType { get; } = property.GetColumnType();

    public bool IsKey { get; } = property.IsPrimaryKey();

    public bool IsVersion { get; } = property.IsConcurrencyToken;

    /// <summary>What the driver takes and gives.</summary>
    public Type StoredType => mapping.Converter?.ProviderClrType ?? property.ClrType;

    public System.Reflection.PropertyInfo Property => property.PropertyInfo!;

    /// <summary>As the database's driver takes it.</summary>
    public object? ValueIn(object row) => Stored(getter.GetClrValue(row));

    public object? Stored(object? value) =>
        value is not null && mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;

    /// <param name="maker">Any command of the driver's.</param>
    /// <param name="name">Empty: by place.</param>
    public DbParameter CreateParameter(DbCommand maker, string name)
    {
        var parameter = mapping.CreateParameter(maker, "p", null, property.IsNullable);
        parameter.ParameterName = name;
        return parameter;
    }

    /// <summary>Reads the property's value from a reader, as EF itself does.</summary>
    public Expression ReadFrom(ParameterExpression reader, int at)
    {
        var method = mapping.GetDataReaderMethod();
        var source = method.DeclaringType!.IsAssignableFrom(reader.Type)
            ? (Expression)reader
            : Expression.Convert(reader, method.DeclaringType);
        var value = mapping.CustomizeDataReaderExpression(Expression.Call(source, method, Expression.Constant(at)));
        if (mapping.Converter is { ConvertFromProviderExpression: var convert })
        {
            value = ReplacingExpressionVisitor.Replace(
                convert.Parameters[0], As(value, convert.Parameters[0].Type), convert.Body);
        }

        value = As(value, property.ClrType);
        return property.IsNullable
            ? Expression.Condition(
                Expression.Call(reader, nameof(DbDataReader.IsDBNull), null, Expression.Constant(at)),
                Expression.Default(property.ClrType),
                value)
            : value;
    }

    private static Expression As(Expression value, Type type) =>
        value.Type == type ? value : Expression.Convert(value, type);
}
