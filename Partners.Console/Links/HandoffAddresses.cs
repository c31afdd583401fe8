using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Shell;
using Partners.Core.Handoffs;

namespace Partners.Console.Links;

/// <summary>The addresses of handoffs. They carry the step of a handoff, and a person's filter and page of the list.</summary>
public static class HandoffAddresses
{
    public const string List = "/handoffs";

    /// <summary>Takes the place of a status: scheduled handoffs that did not run.</summary>
    private const string Blocked = "blocked";

    /// <summary>Takes the place of a status: completed handoffs after which a path opened again.</summary>
    private const string Broken = "broken";

    /// <summary>Takes the place of a status: completed handoffs whose certificate is outstanding.</summary>
    private const string Uncertified = "certificate";

    /// <summary>Begins a handoff of that workspace, or continues the pending one.</summary>
    public static string New(Guid workspaceId) => $"{List}/new?workspace={workspaceId}";

    /// <summary>Opens at the first step; a scheduled handoff at its summary.</summary>
    public static string Of(Guid id) => $"{List}/{id}";

    public static string Of(Guid id, HandoffStep step) => $"{Of(id)}?step={NameOf(step)}";

    public static string Record(Guid id) => $"{List}/{id}/record";

    /// <summary>A completed handoff is shown as its record.</summary>
    public static string Of(HandoffRow row) => row.Status == HandoffStatus.Completed ? Record(row.Id) : Of(row.Id);

    /// <summary>Leaves out default values, so that the plain list has the plain address.</summary>
    public static string Of(HandoffQuery query) => QueryHelpers.AddQueryString(List, new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["q"] = string.IsNullOrWhiteSpace(query.Search) ? null : query.Search,
        ["status"] = query.IsUncertified ? Uncertified
            : query.IsBroken ? Broken
            : query.IsBlocked ? Blocked
            : query.Status is { } status ? NameOf(status)
            : null,
        ["partner"] = query.PartnerId?.ToString(),
        ["page"] = PageNumber.Write(query.Page),
        ["size"] = query.PageSize == HandoffQuery.UsualPage ? null : query.PageSize.ToString(CultureInfo.InvariantCulture),
    }.Where(parameter => parameter.Value is not null));

    /// <summary>Reads an address. Invalid values are ignored.</summary>
    public static HandoffQuery Read(string? search, string? status, string? partner, string? page, string? size) => new(
        Enum.GetValues<HandoffStatus>().Cast<HandoffStatus?>().FirstOrDefault(known => NameOf(known!.Value) == status),
        Guid.TryParse(partner, out var id) ? id : null,
        search,
        PageNumber.Read(page),
        int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : HandoffQuery.UsualPage,
        IsBlocked: status == Blocked,
        IsBroken: status == Broken,
        IsUncertified: status == Uncertified);

    /// <summary>The first step for an unknown name.</summary>
    public static HandoffStep StepOf(string? name) => Enum.GetValues<HandoffStep>().FirstOrDefault(step => NameOf(step) == name);

    public static string NameOf(HandoffStep step) =>
        step switch
        {
            HandoffStep.BillingAndDeals => "billing-and-deals",
            HandoffStep.DataFlows => "data-flows",
            _ => step.ToString().ToLowerInvariant(),
        };

    private static string NameOf(HandoffStatus status) => status.ToString().ToLowerInvariant();
}
