using System.Buffers.Text;
using Partners.Core.Moves;

namespace Partners.Console.Links;

/// <summary>
/// A move being put together. It lives only in the address, so it can be reloaded, undone with the back button, and sent to someone who may
/// make it.
/// </summary>
/// <param name="Workspace">The workspace whose projects are shown to choose from.</param>
/// <param name="Search">Searches the names of those projects.</param>
public sealed record MoveDraft(Guid? Workspace, IReadOnlyList<MoveSource> Sources, Guid? Target = null, string? Search = null, int Page = 1)
{
    /// <summary>
    /// The most projects that can be ticked one by one, because an address has room for no more. All of a workspace is one tick, however
    /// many projects it has.
    /// </summary>
    public const int MostPicked = 150;

    private const char Between = '.';

    public int Picked => Sources.Sum(source => source.ProjectIds?.Count ?? 0);

    public bool HasAll(Guid workspace) => Of(workspace) is { ProjectIds: null };

    public bool Has(Guid workspace, Guid project) =>
        Of(workspace) is { } source && (source.ProjectIds is null || source.ProjectIds.Contains(project));

    public MoveDraft WithAll(Guid workspace) => this with { Sources = [.. Without(workspace).Sources, new(workspace, ProjectIds: null)] };

    public MoveDraft Without(Guid workspace) => this with { Sources = [.. Sources.Where(source => source.WorkspaceId != workspace)] };

    public MoveDraft With(Guid workspace, Guid project) => Of(workspace) is { } source
        ? this with
        {
            Sources = [.. Sources.Select(one => one == source
                ? source with { ProjectIds = [.. (source.ProjectIds ?? []).Append(project).Distinct()] }
                : one)],
        }
        : this with { Sources = [.. Sources, new(workspace, [project])] };

    public MoveDraft Without(Guid workspace, Guid project) => Of(workspace) is not { ProjectIds: { } ids } source ? this
        : ids.All(id => id == project) ? Without(workspace)
        : this with
        {
            Sources = [.. Sources.Select(one => one == source ? source with { ProjectIds = [.. ids.Where(id => id != project)] } : one)],
        };

    /// <summary>One word of the address for each source: the workspace, and its projects unless all are chosen.</summary>
    public IEnumerable<string> Written() =>
        Sources.Select(source => string.Join(Between, [Write(source.WorkspaceId), .. (source.ProjectIds ?? []).Select(Write)]));

    /// <summary>Ignores invalid words, and counts a repeated workspace once.</summary>
    public static IReadOnlyList<MoveSource> Read(IEnumerable<string>? words) =>
    [
        .. (words ?? [])
            .Select(word => word.Split(Between).Select(Read).ToList())
            .Where(ids => ids.TrueForAll(id => id is not null))
            .Select(ids => new MoveSource(
                ids[0]!.Value,
                ids.Count == 1 ? null : [.. ids.Skip(1).Take(MostPicked).Select(id => id!.Value).Distinct()]))
            .DistinctBy(source => source.WorkspaceId),
    ];

    private static string Write(Guid id) => Base64Url.EncodeToString(id.ToByteArray());

    private static Guid? Read(string word)
    {
        Span<byte> bytes = stackalloc byte[16];
        return Base64Url.IsValid(word, out var length) && length == bytes.Length && Base64Url.TryDecodeFromChars(word, bytes, out _)
            ? new Guid(bytes)
            : null;
    }

    private MoveSource? Of(Guid workspace) => Sources.FirstOrDefault(source => source.WorkspaceId == workspace);
}
