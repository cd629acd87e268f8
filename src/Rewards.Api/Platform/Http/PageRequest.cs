using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Rewards.Api.Platform.Authenticating;

namespace Rewards.Api.Platform.Http;

/// <summary>
/// Which page of a list is wanted, from <c>limit</c> and <c>cursor</c>. Lists are read from where the last page ended,
/// however long they are. A cursor is sealed, and bound to its caller, list and filters: anybody else's is refused.
/// </summary>
public sealed class PageRequest : IEndpointParameterMetadataProvider
{
    public const int DefaultSize = 20;
    public const int LargestSize = 100;

    internal const string LimitParameter = "limit";
    private const string CursorParameter = "cursor";

    internal static string LimitRule { get; } = $"must be from 1 to {LargestSize}";

    private readonly Cursors cursors;
    private readonly string scope;

    private PageRequest(Cursors cursors, string scope, int size, string? position) =>
        (this.cursors, this.scope, Size, Position) = (cursors, scope, size, position);

    public int Size { get; }

    /// <summary>Of the last element already read; null for the first page.</summary>
    public string? Position { get; }

    /// <summary>How many rows to read: one more than shown, to know whether there are more.</summary>
    internal int Take => Size + 1;

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new ReadsQuery(LimitParameter, CursorParameter));

    /// <exception cref="BindingException">The limit is out of range, or the cursor is not one of this list.</exception>
    public static ValueTask<PageRequest> BindAsync(HttpContext context)
    {
        var cursors = context.RequestServices.GetRequiredService<Cursors>();
        var scope = ScopeOf(context);
        var cursor = context.Request.Query[CursorParameter].ToString();
        var position = cursor.Length == 0 ? null : cursors.Open(scope, cursor)
            ?? throw new BindingException(
                Problem.Of("cursor_invalid", "A cursor works for its own list and filters only."));
        return ValueTask.FromResult(new PageRequest(cursors, scope, SizeOf(context.Request.Query), position));
    }

    /// <summary>
    /// Of a page of the members' site: a cursor that can't be read shows the first page. Other parameters don't matter,
    /// since WeChat appends its own.
    /// </summary>
    /// <param name="context">The page's.</param>
    /// <param name="size">How many elements it shows.</param>
    public static PageRequest OfSite(HttpContext context, int size = DefaultSize)
    {
        var cursors = context.RequestServices.GetRequiredService<Cursors>();
        var scope = $"{context.User.Id()}\n{context.Request.Path}\n";
        var cursor = context.Request.Query[CursorParameter].ToString();
        return new PageRequest(cursors, scope, size, cursor.Length == 0 ? null : cursors.Open(scope, cursor));
    }

    /// <summary>The page's rows and one more.</summary>
    /// <param name="rows">All of the list.</param>
    /// <param name="id">What it is ordered by: ids sort by time.</param>
    public IQueryable<T> NewestFirst<T>(IQueryable<T> rows, Expression<Func<T, string>> id) =>
        Beyond(rows, id, Expression.LessThan).OrderByDescending(id).Take(Take);

    /// <inheritdoc cref="NewestFirst{T}(IQueryable{T}, Expression{Func{T, string}})"/>
    public IQueryable<T> OldestFirst<T>(IQueryable<T> rows, Expression<Func<T, string>> id) =>
        Beyond(rows, id, Expression.GreaterThan).OrderBy(id).Take(Take);

    /// <summary>The page's rows and one more, the greatest number first.</summary>
    public IQueryable<T> NewestFirst<T>(IQueryable<T> rows, Expression<Func<T, long>> number)
    {
        if (Position is not null)
        {
            var last = long.Parse(Position, CultureInfo.InvariantCulture);
            Expression<Func<long>> position = () => last;
            rows = rows.Where(Expression.Lambda<Func<T, bool>>(
                Expression.LessThan(number.Body, position.Body), number.Parameters));
        }

        return rows.OrderByDescending(number).Take(Take);
    }

    public Page<T> Of<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> show, Func<TRow, string> position) => new(
        [.. rows.Take(Size).Select(show)],
        rows.Count > Size ? cursors.Seal(scope, position(rows[Size - 1])) : null);

    /// <summary>What comes after the last page's last row.</summary>
    private IQueryable<T> Beyond<T>(
        IQueryable<T> rows,
        Expression<Func<T, string>> id,
        Func<Expression, Expression, BinaryExpression> compare)
    {
        if (Position is not { } last)
        {
            return rows;
        }

        // A captured value and no constant: the database sees one statement for all pages.
        Expression<Func<string, int>> comparison = text => text.CompareTo(last);
        var compared = ReplacingExpressionVisitor.Replace(comparison.Parameters[0], id.Body, comparison.Body);
        return rows.Where(Expression.Lambda<Func<T, bool>>(
            compare(compared, Expression.Constant(0)), id.Parameters));
    }

    private static int SizeOf(IQueryCollection query)
    {
        if (!query.TryGetValue(LimitParameter, out var text))
        {
            return DefaultSize;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && size is >= 1 and <= LargestSize
                ? size
                : throw BindingException.Invalid(LimitParameter, LimitRule);
    }

    private static string ScopeOf(HttpContext context)
    {
        var filters = context.Request.Query
            .Where(parameter => parameter.Key is not (LimitParameter or CursorParameter))
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Key}={parameter.Value}");
        return $"{context.User.Id()}\n{context.Request.Path}\n{string.Join('&', filters)}\n";
    }
}
