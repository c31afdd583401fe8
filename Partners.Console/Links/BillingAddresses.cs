using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Shell;
using Partners.Core.Billing;

namespace Partners.Console.Links;

/// <summary>The addresses of billing. They carry a person's search, filter, order and page.</summary>
public static class BillingAddresses
{
    public const string List = "/billing";

    /// <summary>The page of whoever pays: the client's workspace, or the organisation that pools.</summary>
    public static string OfPayer(BillingRow account) =>
        account.WorkspaceId is { } workspace ? $"/workspaces/{workspace}" : OrganisationAddresses.Of(account.OrganisationId);

    /// <summary>Leaves out default values, so that the plain list has the plain address.</summary>
    public static string Of(BillingQuery query)
    {
        var plain = new BillingQuery();
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["q"] = string.IsNullOrWhiteSpace(query.Search) ? null : query.Search,
            ["kind"] = query.Kind is { } kind ? NameOf(kind) : null,
            ["tier"] = query.Tier is { } tier ? NameOf(tier) : null,
            ["desc"] = query.Descending ? "true" : null,
            ["page"] = PageNumber.Write(query.Page),
            ["size"] = query.PageSize == plain.PageSize ? null : query.PageSize.ToString(CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString(List, parameters.Where(parameter => parameter.Value is not null));
    }

    /// <summary>Reads an address. Invalid values are ignored.</summary>
    public static BillingQuery Read(string? search, string? kind, string? tier, string? descending, string? page, string? size)
    {
        var plain = new BillingQuery();
        return new(
            search,
            KindOf(kind),
            TierOf(tier),
            string.Equals(descending, "true", StringComparison.OrdinalIgnoreCase),
            PageNumber.Read(page),
            int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : plain.PageSize);
    }

    public static string NameOf(AccountKind kind) => kind switch
    {
        AccountKind.ExternalClient => "external-client",
        AccountKind.Pooled => "pooled",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string NameOf(Tier tier) => tier.ToString().ToLowerInvariant();

    /// <summary>Null, also for an unknown name, means every kind.</summary>
    public static AccountKind? KindOf(string? name) =>
        Enum.GetValues<AccountKind>().Cast<AccountKind?>().FirstOrDefault(kind => NameOf(kind!.Value) == name);

    /// <summary>Null, also for an unknown name, means every tier.</summary>
    public static Tier? TierOf(string? name) => Enum.GetValues<Tier>().Cast<Tier?>().FirstOrDefault(tier => NameOf(tier!.Value) == name);
}
