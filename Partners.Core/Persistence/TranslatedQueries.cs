using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Partners.Core.Values;

namespace Partners.Core.Persistence;

/// <summary>What is another one each time that a translated query is asked. Conditions read its <see cref="Value"/>.</summary>
internal sealed class QueryParameter<T>(T value)
{
    public T Value { get; } = value;
}

/// <summary>When it is asked.</summary>
internal sealed record QueryMoment(QueryParameter<DateTimeOffset> Now, QueryParameter<DateOnly> Today)
{
    public QueryMoment(TimeProvider time)
        : this(new(time.GetUtcNow()), new(time.TodayInAmsterdam()))
    {
    }
}

/// <summary>The page that is asked for.</summary>
internal sealed record QueryPage(QueryParameter<int> Skipped, QueryParameter<int> Size)
{
    public QueryPage(Paging page)
        : this(new(page.Skipped), new(page.Size))
    {
    }
}

internal static class QueryPages
{
    /// <summary>Skip and Take, by parameters.</summary>
    public static IQueryable<T> InPage<T>(this IQueryable<T> rows, QueryPage page)
    {
        var skipped = Expression.Call(typeof(Queryable), nameof(Queryable.Skip), [typeof(T)], rows.Expression, Read(page.Skipped));
        return rows.Provider.CreateQuery<T>(Expression.Call(typeof(Queryable), nameof(Queryable.Take), [typeof(T)], skipped, Read(page.Size)));
    }

    private static MemberExpression Read(QueryParameter<int> parameter) => Expression.Property(Expression.Constant(parameter), nameof(parameter.Value));
}

/// <summary>
/// The pages of one list, by the shape of what is asked: filters and orders, of which there are few. Each is translated once. To look up
/// what EF Core has translated before takes it longer than most of these take to answer (docs/measured.md).
/// </summary>
/// <param name="compose">Makes the query of a shape, and of the record whose list it is where it is one's. It is not called again for the same shape.</param>
internal sealed class TranslatedQueries<TShape, TRow>(Func<PartnersDb, TShape, QueryMoment, QueryPage, QueryParameter<Guid>, IQueryable<TRow>> compose)
    where TShape : notnull
{
    private readonly ConcurrentDictionary<TShape, Func<PartnersDb, DateTimeOffset, DateOnly, int, int, Guid, IAsyncEnumerable<TRow>>> _translated = [];

    public IAsyncEnumerable<TRow> Ask(PartnersDb db, TShape shape, TimeProvider time, Paging page, Guid record = default)
    {
        if (!_translated.TryGetValue(shape, out var query))
        {
            query = _translated[shape] = Translate(db, shape);
        }

        return query(db, time.GetUtcNow(), time.TodayInAmsterdam(), page.Skipped, page.Size, record);
    }

    private Func<PartnersDb, DateTimeOffset, DateOnly, int, int, Guid, IAsyncEnumerable<TRow>> Translate(PartnersDb db, TShape shape)
    {
        // Their values here are never read: each is replaced by a parameter of the query.
        var (moment, page) = (new QueryMoment(new QueryParameter<DateTimeOffset>(default), new QueryParameter<DateOnly>(default)), new QueryPage(new QueryParameter<int>(0), new QueryParameter<int>(0)));
        var of = new QueryParameter<Guid>(default);
        var (now, today, record) = (Expression.Parameter(typeof(DateTimeOffset), "now"), Expression.Parameter(typeof(DateOnly), "today"), Expression.Parameter(typeof(Guid), "record"));
        var (skipped, size) = (Expression.Parameter(typeof(int), "skipped"), Expression.Parameter(typeof(int), "size"));
        var parameters = new Dictionary<object, ParameterExpression>(ReferenceEqualityComparer.Instance) { [moment.Now] = now, [moment.Today] = today, [page.Skipped] = skipped, [page.Size] = size, [of] = record };
        var context = Expression.Parameter(typeof(PartnersDb), "context");
        var body = new Replacing(context, parameters).Visit(compose(db, shape, moment, page, of).Expression);
        return EF.CompileAsyncQuery(Expression.Lambda<Func<PartnersDb, DateTimeOffset, DateOnly, int, int, Guid, IQueryable<TRow>>>(body, context, now, today, skipped, size, record));
    }

    /// <summary>
    /// Puts the query's own parameters where the values of those of the composition are read, in queries too that a lambda has closed over.
    /// Nothing of the context stays in it for which it was composed: of two who ask first at the same time, one may have it translated that
    /// the other composed, and a context is for one of them only.
    /// </summary>
    private sealed class Replacing(ParameterExpression context, Dictionary<object, ParameterExpression> parameters) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node switch
        {
            EntityQueryRootExpression root when root.GetType() == typeof(EntityQueryRootExpression) => Expression.Call(context, nameof(PartnersDb.Set), [root.ElementType]),
            QueryRootExpression written => written.DetachQueryProvider(),
            _ => base.VisitExtension(node),
        };

        protected override Expression VisitMember(MemberExpression node) => ValueOf(node) switch
        {
            PartnersDb => context,
            IQueryable query => Visit(query.Expression),
            null when node.Member.Name == nameof(QueryParameter<int>.Value) && ValueOf(node.Expression) is { } read && parameters.TryGetValue(read, out var parameter) => parameter,
            _ => base.VisitMember(node),
        };

        /// <summary>Of a constant, and of what a lambda has closed over; null of anything else.</summary>
        private static object? ValueOf(Expression? expression) => expression switch
        {
            ConstantExpression constant => constant.Value,
            MemberExpression { Member: FieldInfo field } member => ValueOf(member.Expression) is { } closure ? field.GetValue(closure) : null,
            _ => null,
        };
    }
}
