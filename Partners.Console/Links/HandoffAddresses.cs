using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Shell;
using Partners.Core.Handoffs;

namespace Partners.Console.Links;

/// <summary>The addresses of this capability. The step of a handoff, and what a person filtered and paged the list to, stand in the address.</summary>
public static class HandoffAddresses
{
    public const string List = "/handoffs";

    /// <summary>Stands where a status does: of the scheduled, those that did not run.</summary>
    private const string Blocked = "blocked";

    /// <summary>Where a handoff of that workspace is begun, or the pending one gone on with.</summary>
    public static string New(Guid workspaceId) => $"{List}/new?workspace={workspaceId}";

    public static string Of(Guid id, HandoffStep step = HandoffStep.Workspace) => step == HandoffStep.Workspace ? $"{List}/{id}" : $"{List}/{id}?step={NameOf(step)}";

    public static string Record(Guid id) => $"{List}/{id}/record";

    /// <summary>A completed one stands in its record.</summary>
    public static string Of(HandoffRow row) => row.Status == HandoffStatus.Completed ? Record(row.Id) : Of(row.Id);

    /// <summary>Leaves out what is as it is by default, so that the plain list has the plain address.</summary>
    public static string Of(HandoffQuery query) => QueryHelpers.AddQueryString(List, new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["q"] = string.IsNullOrWhiteSpace(query.Search) ? null : query.Search,
        ["status"] = query.IsBlocked ? Blocked : query.Status is { } status ? NameOf(status) : null,
        ["partner"] = query.PartnerId?.ToString(),
        ["page"] = PageNumber.Write(query.Page),
        ["size"] = query.PageSize == HandoffQuery.UsualPage ? null : query.PageSize.ToString(CultureInfo.InvariantCulture),
    }.Where(parameter => parameter.Value is not null));

    /// <summary>Reads an address. A value that means nothing is taken as left out.</summary>
    public static HandoffQuery Read(string? search, string? status, string? partner, string? page, string? size) => new(
        Enum.GetValues<HandoffStatus>().Cast<HandoffStatus?>().FirstOrDefault(known => NameOf(known!.Value) == status),
        Guid.TryParse(partner, out var id) ? id : null,
        search,
        PageNumber.Read(page),
        int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : HandoffQuery.UsualPage,
        IsBlocked: status == Blocked);

    /// <summary>The first step where the name means nothing.</summary>
    public static HandoffStep StepOf(string? name) => Enum.GetValues<HandoffStep>().FirstOrDefault(step => NameOf(step) == name);

    public static string NameOf(HandoffStep step) => step == HandoffStep.BillingAndDeals ? "billing-and-deals" : step.ToString().ToLowerInvariant();

    private static string NameOf(HandoffStatus status) => status.ToString().ToLowerInvariant();
}
