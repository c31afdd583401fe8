using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Shell;
using Partners.Core.Organisations;

namespace Partners.Console.Links;

/// <summary>The addresses of organisations. They carry a person's filter, order and page.</summary>
public static class OrganisationAddresses
{
    public const string List = "/organisations";
    public const string WorkspacesTab = "workspaces";
    public const string DealsTab = "deals";
    public const string ClientsTab = "clients";
    public const string HandoffsTab = "handoffs";
    public const string AuditTab = "audit";

    public static string Of(Guid id, string? tab = null) => $"{List}/{id}{(tab is null ? null : $"?tab={tab}")}";

    /// <summary>A page of the Workspaces tab.</summary>
    public static string Workspaces(Guid id, bool externalOnly = false, int page = PageNumber.First) =>
        $"{Of(id, WorkspacesTab)}{(externalOnly ? "&external=true" : null)}"
        + $"{(PageNumber.Write(page) is { } number ? $"&page={number}" : null)}";

    /// <summary>A page of the Deals tab.</summary>
    public static string Deals(Guid id, int page = PageNumber.First) =>
        $"{Of(id, DealsTab)}{(PageNumber.Write(page) is { } number ? $"&page={number}" : null)}";

    /// <summary>A page of the Clients tab.</summary>
    public static string Clients(Guid id, int page = PageNumber.First) =>
        $"{Of(id, ClientsTab)}{(PageNumber.Write(page) is { } number ? $"&page={number}" : null)}";

    /// <summary>A page of the Handoffs tab.</summary>
    public static string Handoffs(Guid id, int page = PageNumber.First) =>
        $"{Of(id, HandoffsTab)}{(PageNumber.Write(page) is { } number ? $"&page={number}" : null)}";

    /// <summary>Leaves out default values, so that the plain list has the plain address.</summary>
    public static string Of(OrganisationQuery query)
    {
        var plain = new OrganisationQuery();
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["q"] = string.IsNullOrWhiteSpace(query.Search) ? null : query.Search,
            ["partners"] = query.PartnersOnly ? "true" : null,
            ["attention"] = query.Anomaly is { } anomaly ? NameOf(anomaly) : null,
            ["sort"] = query.Order == plain.Order ? null : NameOf(query.Order),
            ["desc"] = query.Descending ? "true" : null,
            ["page"] = PageNumber.Write(query.Page),
            ["size"] = query.PageSize == plain.PageSize ? null : query.PageSize.ToString(CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString(List, parameters.Where(parameter => parameter.Value is not null));
    }

    /// <summary>Reads an address. Invalid values are ignored.</summary>
    public static OrganisationQuery Read(
        string? search,
        string? partners,
        string? attention,
        string? sort,
        string? descending,
        string? page,
        string? size)
    {
        var plain = new OrganisationQuery();
        return new(
            search,
            IsTrue(partners),
            Enum.GetValues<Anomaly>().Cast<Anomaly?>().FirstOrDefault(anomaly => NameOf(anomaly!.Value) == attention),
            Enum.GetValues<OrganisationOrder>().FirstOrDefault(order => NameOf(order) == sort),
            IsTrue(descending),
            PageNumber.Read(page),
            Number(size) ?? plain.PageSize);
    }

    internal static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static string NameOf(Anomaly anomaly) => anomaly switch
    {
        Anomaly.ClientsWithoutFlag => "clients-without-flag",
        Anomaly.AgreementEnded => "agreement-ended",
        Anomaly.FlagWithoutAgreement => "no-agreement",
        _ => throw new ArgumentOutOfRangeException(nameof(anomaly)),
    };

    private static string NameOf(OrganisationOrder order) => order switch
    {
        OrganisationOrder.Name => "name",
        OrganisationOrder.Partner => "partner",
        OrganisationOrder.ExternalWorkspaces => "clients",
        OrganisationOrder.Created => "created",
        _ => throw new ArgumentOutOfRangeException(nameof(order)),
    };
}
