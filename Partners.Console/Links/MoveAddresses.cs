using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Shell;
using Partners.Core.Moves;

namespace Partners.Console.Links;

/// <summary>The addresses of moves.</summary>
public static class MoveAddresses
{
    public const string List = "/moves";

    private const string NewMove = "/moves/new";

    /// <summary>Leaves out default values.</summary>
    public static string Of(MoveQuery query) => At(List,
    [
        ("q", string.IsNullOrWhiteSpace(query.Search) ? null : query.Search),
        ("workspace", query.WorkspaceId?.ToString()),
        ("project", query.ProjectId?.ToString()),
        ("page", PageNumber.Write(query.Page)),
    ]);

    /// <summary>Reads an address. Invalid values are ignored.</summary>
    public static MoveQuery Read(string? search, string? workspace, string? project, string? page) =>
        new(string.IsNullOrWhiteSpace(search) ? null : search, Id(workspace), Id(project), PageNumber.Read(page));

    public static string Of(Guid id, int page = PageNumber.First) => At($"{List}/{id}", [("page", PageNumber.Write(page))]);

    public static string Back(Guid id) => $"{List}/{id}/back";

    /// <summary>A new move, choosing from the projects of one workspace.</summary>
    public static string New(Guid? workspace = null) => New(new MoveDraft(workspace, []));

    public static string New(MoveDraft draft) => At(NewMove,
    [
        ("workspace", draft.Workspace?.ToString()),
        .. draft.Written().Select(word => ("pick", (string?)word)),
        ("to", draft.Target?.ToString()),
        ("q", string.IsNullOrWhiteSpace(draft.Search) ? null : draft.Search),
        ("page", PageNumber.Write(draft.Page)),
    ]);

    /// <summary>Reads an address. Invalid values are ignored.</summary>
    public static MoveDraft Read(string? workspace, IEnumerable<string>? picks, string? target, string? search, string? page) =>
        new(Id(workspace), MoveDraft.Read(picks), Id(target), string.IsNullOrWhiteSpace(search) ? null : search, PageNumber.Read(page));

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static string At(string path, IEnumerable<(string Name, string? Value)> values) =>
        QueryHelpers.AddQueryString(
            path,
            values.Where(value => value.Value is not null).Select(value => KeyValuePair.Create(value.Name, value.Value)));
}
