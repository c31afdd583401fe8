using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Shell;
using Partners.Core.Billing;

namespace Partners.Console.Links;

/// <summary>The addresses of billing. They carry a person's search, filter, order and page.</summary>
public static class BillingAddresses
{
    public const string List = "/billing";

    public const string Csv = "/billing/accounts.csv";

    private const string Differs = "differs";

    /// <summary>The page of whoever pays: the client's workspace, or the organisation that pools.</summary>
    public static string OfPayer(BillingRow account) =>
        account.WorkspaceId is { } workspace ? $"/workspaces/{workspace}" : OrganisationAddresses.Of(account.OrganisationId);

    /// <summary>The file of what the list's filter finds, on all its pages.</summary>
    public static string CsvOf(BillingQuery query) =>
        At(Csv, query with { Page = PageNumber.First, PageSize = new BillingQuery().PageSize });

    /// <summary>Leaves out default values, so that the plain list has the plain address.</summary>
    public static string Of(BillingQuery query) => At(List, query);

    private static string At(string path, BillingQuery query)
    {
        var plain = new BillingQuery();
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["q"] = string.IsNullOrWhiteSpace(query.Search) ? null : query.Search,
            ["kind"] = query.Kind is { } kind ? NameOf(kind) : null,
            ["tier"] = query.Tier is { } tier ? NameOf(tier) : null,
            ["class"] = query.Class is { } account ? NameOf(account) : null,
            ["status"] = query.Status is { } status ? NameOf(status) : null,
            ["mode"] = query.PaymentMode is { } mode ? NameOf(mode) : null,
            ["discount"] = query.DiscountDiffers ? Differs : null,
            ["desc"] = query.Descending ? "true" : null,
            ["page"] = PageNumber.Write(query.Page),
            ["size"] = query.PageSize == plain.PageSize ? null : query.PageSize.ToString(CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString(path, parameters.Where(parameter => parameter.Value is not null));
    }

    /// <summary>Reads an address. Invalid values are ignored.</summary>
    public static BillingQuery Read(
        string? search,
        string? kind,
        string? tier,
        string? descending,
        string? page,
        string? size,
        string? account = null,
        string? status = null,
        string? mode = null,
        string? discount = null)
    {
        var plain = new BillingQuery();
        return new(
            search,
            KindOf(kind),
            TierOf(tier),
            string.Equals(descending, "true", StringComparison.OrdinalIgnoreCase),
            PageNumber.Read(page),
            int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : plain.PageSize,
            ClassOf(account),
            StatusOf(status),
            ModeOf(mode),
            discount == Differs);
    }

    public static string NameOf(AccountKind kind) => kind switch
    {
        AccountKind.ExternalClient => "external-client",
        AccountKind.Pooled => "pooled",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string NameOf(AccountClass account) => account.ToString().ToLowerInvariant();

    public static string NameOf(AccountStatus status) =>
        status == AccountStatus.PastDue ? "past-due" : status.ToString().ToLowerInvariant();

    public static string NameOf(PaymentMode mode) => mode.ToString().ToLowerInvariant();

    public static string NameOf(Tier tier) => tier.ToString().ToLowerInvariant();

    /// <summary>Null, also for an unknown name, means every kind.</summary>
    public static AccountKind? KindOf(string? name) =>
        Enum.GetValues<AccountKind>().Cast<AccountKind?>().FirstOrDefault(kind => NameOf(kind!.Value) == name);

    /// <summary>Null, also for an unknown name, means every class.</summary>
    public static AccountClass? ClassOf(string? name) =>
        Enum.GetValues<AccountClass>().Cast<AccountClass?>().FirstOrDefault(account => NameOf(account!.Value) == name);

    /// <summary>Null, also for an unknown name, means every status.</summary>
    public static AccountStatus? StatusOf(string? name) =>
        Enum.GetValues<AccountStatus>().Cast<AccountStatus?>().FirstOrDefault(status => NameOf(status!.Value) == name);

    /// <summary>Null, also for an unknown name, means every way to pay.</summary>
    public static PaymentMode? ModeOf(string? name) =>
        Enum.GetValues<PaymentMode>().Cast<PaymentMode?>().FirstOrDefault(mode => NameOf(mode!.Value) == name);

    /// <summary>Null, also for an unknown name, means every tier.</summary>
    public static Tier? TierOf(string? name) => Enum.GetValues<Tier>().Cast<Tier?>().FirstOrDefault(tier => NameOf(tier!.Value) == name);
}
