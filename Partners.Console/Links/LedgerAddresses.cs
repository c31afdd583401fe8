using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Shell;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Links;

/// <summary>The addresses of the ledger. They carry a person's filter, order and page.</summary>
public static class LedgerAddresses
{
    public const string List = "/ledger";
    public const string Csv = "/ledger/deals.csv";
    public const string Statements = "/ledger/statements";

    public const string AuditTab = "audit";

    /// <summary>The anchor of the lines on a deal's page.</summary>
    public const string LinesAnchor = "lines";

    /// <summary>The anchor of what earns nothing on a deal's page.</summary>
    public const string UncountedAnchor = "uncounted";

    internal const string StatementCsvPattern = "/ledger/statements/{partnerId:guid}/{month}/statement.csv";

    internal const string StatementPdfPattern = "/ledger/statements/{partnerId:guid}/{month}/statement.pdf";

    private const string Differs = "differs";

    public static string Of(Guid deal, int page = PageNumber.First) =>
        $"{List}/{deal}{(PageNumber.Write(page) is { } number ? $"?page={number}" : null)}";

    /// <summary>The deal's page, where it says what became of a payment.</summary>
    public static string Payment(Guid deal, string payment) =>
        $"{List}/{deal}?payment={Uri.EscapeDataString(payment)}";

    /// <summary>A page of the deal's audit trail.</summary>
    public static string Audit(Guid deal, int page = PageNumber.First) =>
        $"{List}/{deal}?tab={AuditTab}{(PageNumber.Write(page) is { } number ? $"&page={number}" : null)}";

    public static string Statement(Guid partnerId, Month month) => $"{Statements}/{partnerId}/{month}";

    public static string StatementCsv(Guid partnerId, Month month) => $"{Statement(partnerId, month)}/statement.csv";

    public static string StatementPdf(Guid partnerId, Month month) => $"{Statement(partnerId, month)}/statement.pdf";

    /// <summary>Leaves out default values, so that the plain list has the plain address.</summary>
    public static string Of(LedgerQuery query) => At(List, query);

    /// <summary>The same deals as one file.</summary>
    public static string CsvOf(LedgerQuery query) => At(Csv, query with { Page = PageNumber.First, PageSize = new LedgerQuery().PageSize });

    /// <summary>The file of the chosen ones among them.</summary>
    public static string CsvOf(LedgerQuery query, IEnumerable<Guid> chosen) =>
        QueryHelpers.AddQueryString(CsvOf(query), Chosen.Parameter, Chosen.Write(chosen));

    /// <summary>Reads an address. Invalid values are ignored.</summary>
    public static LedgerQuery Read(
        string? search,
        string? partner,
        string? status,
        string? expiring,
        string? owed,
        string? discount,
        string? sort,
        string? descending,
        string? page,
        string? size)
    {
        var plain = new LedgerQuery();
        return new(
            search,
            Guid.TryParse(partner, out var partnerId) ? partnerId : null,
            StatusOf(status),
            int.TryParse(expiring, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null,
            Money.TryFromDecimalText(owed, out var euros) ? euros : null,
            string.Equals(discount, Differs, StringComparison.OrdinalIgnoreCase),
            Enum.GetValues<LedgerOrder>().FirstOrDefault(order => NameOf(order) == sort, plain.Order),
            string.Equals(descending, "true", StringComparison.OrdinalIgnoreCase),
            PageNumber.Read(page),
            int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : plain.PageSize);
    }

    public static string NameOf(DealStatus status) => status.InWords().Replace(' ', '-');

    /// <summary>Null, also for an unknown name, means every status.</summary>
    public static DealStatus? StatusOf(string? name) =>
        Enum.GetValues<DealStatus>().Cast<DealStatus?>().FirstOrDefault(status => NameOf(status!.Value) == name);

    private static string NameOf(LedgerOrder order) => order.ToString().ToLowerInvariant();

    private static string At(string address, LedgerQuery query)
    {
        var plain = new LedgerQuery();
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["q"] = string.IsNullOrWhiteSpace(query.Search) ? null : query.Search,
            ["partner"] = query.PartnerId?.ToString(),
            ["status"] = query.Status is { } status ? NameOf(status) : null,
            ["expiring"] = query.ExpiringWithinDays?.ToString(CultureInfo.InvariantCulture),
            ["owed"] = query.OwedMoreThan?.ToPlainText(),
            ["discount"] = query.DiscountMismatch ? Differs : null,
            ["sort"] = query.Order == plain.Order ? null : NameOf(query.Order),
            ["desc"] = query.Descending ? "true" : null,
            ["page"] = PageNumber.Write(query.Page),
            ["size"] = query.PageSize == plain.PageSize ? null : query.PageSize.ToString(CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString(address, parameters.Where(parameter => parameter.Value is not null));
    }
}
