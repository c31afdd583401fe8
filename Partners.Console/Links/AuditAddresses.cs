using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Shell;
using Partners.Core.Audit;

namespace Partners.Console.Links;

/// <summary>The trail's addresses, which carry the filter.</summary>
public static class AuditAddresses
{
    public const string List = "/audit";
    public const string Csv = "/audit/export.csv";

    internal const string RawPattern = "/audit/{sequence:long}/raw";

    private const string Each = "each";

    private const string DayFormat = "yyyy-MM-dd";

    public static string Of(AuditQuery query) => With(List, query, query.Page);

    public static string CsvOf(AuditQuery query) => With(Csv, query with { EachReading = false }, page: 1);

    /// <summary>Reads an address. Invalid values are ignored.</summary>
    public static AuditQuery Read(
        string? who,
        string? what,
        string? kind,
        string? search,
        string? from,
        string? until,
        string? organisation,
        string? workspace,
        string? page,
        string? readings = null) =>
        new(
            string.IsNullOrWhiteSpace(who) ? null : who,
            string.IsNullOrWhiteSpace(what) ? null : what,
            Day(from),
            Day(until),
            Id(organisation),
            Id(workspace),
            PageNumber.Read(page),
            Kind: KindOf(kind),
            Search: string.IsNullOrWhiteSpace(search) ? null : search,
            EachReading: readings == Each);

    public static string NameOf(AuditKind kind) => kind.InWords().Replace(' ', '-').ToLowerInvariant();

    /// <summary>Null, also for an unknown name, means every kind.</summary>
    public static AuditKind? KindOf(string? name) =>
        Enum.GetValues<AuditKind>().Cast<AuditKind?>().FirstOrDefault(kind => NameOf(kind!.Value) == name);

    /// <summary>One entry as it was written, as JSON.</summary>
    public static string Raw(long sequence) => string.Create(CultureInfo.InvariantCulture, $"{List}/{sequence}/raw");

    private static string With(string address, AuditQuery query, int page)
    {
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["who"] = query.ActorSubject,
            ["what"] = query.Action,
            ["kind"] = query.Kind is { } kind ? NameOf(kind) : null,
            ["q"] = query.Search,
            ["from"] = query.From?.ToString(DayFormat, CultureInfo.InvariantCulture),
            ["until"] = query.Until?.ToString(DayFormat, CultureInfo.InvariantCulture),
            ["organisation"] = query.OrganisationId?.ToString(),
            ["workspace"] = query.WorkspaceId?.ToString(),
            ["readings"] = query.EachReading ? Each : null,
            ["page"] = PageNumber.Write(page),
        };
        return QueryHelpers.AddQueryString(address, parameters.Where(parameter => !string.IsNullOrEmpty(parameter.Value)));
    }

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    /// <summary>Extreme days would overflow when a day is added, and no one audits them.</summary>
    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is > 1900 and < 9000
            ? day
            : null;
}
