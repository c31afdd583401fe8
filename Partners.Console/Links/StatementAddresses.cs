using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Shell;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Links;

/// <summary>The addresses of statements. They carry a person's search, order and page.</summary>
public static class StatementAddresses
{
    private const int FirstYear = 2000;
    private const int LastYear = 2099;

    /// <summary>Reads <c>2026-10</c>. Refuses implausible years, which are typing mistakes.</summary>
    public static bool TryReadMonth(string? text, out Month month) =>
        Month.TryParse(text, out month) && month.Year is >= FirstYear and <= LastYear;

    /// <summary>
    /// Such as <c>statement-bureau-samenspel-2026-10.csv</c>: ASCII letters and digits only, safe for every file system and header.
    /// </summary>
    /// <param name="ending">Without a dot.</param>
    public static string FileNameOf(Statement statement, string ending = "csv")
    {
        var plain = string.Concat(SearchKey.Of(statement.Partner).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' '));
        var words = plain.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return $"statement-{(words.Length == 0 ? "partner" : string.Join('-', words))}-{statement.Month}.{ending}";
    }

    /// <summary>Leaves out default values, so that the plain list has the plain address.</summary>
    public static string Of(OwedQuery query)
    {
        var plain = new OwedQuery();
        var isPlainOrder = query.Order == plain.Order && query.Descending == plain.Descending;
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["q"] = string.IsNullOrWhiteSpace(query.Search) ? null : query.Search,
            ["sort"] = isPlainOrder ? null : NameOf(query.Order),
            ["desc"] = query.Descending && !isPlainOrder ? "true" : null,
            ["page"] = PageNumber.Write(query.Page),
            ["size"] = query.PageSize == plain.PageSize ? null : query.PageSize.ToString(CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString(LedgerAddresses.Statements, parameters.Where(parameter => parameter.Value is not null));
    }

    /// <summary>Reads an address. Invalid values are ignored.</summary>
    public static OwedQuery Read(string? search, string? sort, string? descending, string? page, string? size)
    {
        var plain = new OwedQuery();
        var order = Enum.GetValues<OwedOrder>().Cast<OwedOrder?>().FirstOrDefault(order => NameOf(order!.Value) == sort);
        return new(
            search,
            order ?? plain.Order,
            order is null ? plain.Descending : string.Equals(descending, "true", StringComparison.OrdinalIgnoreCase),
            PageNumber.Read(page),
            int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : plain.PageSize);
    }

    private static string NameOf(OwedOrder order) => order.ToString().ToLowerInvariant();
}
