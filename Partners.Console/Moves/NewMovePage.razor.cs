using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Console.Workspaces;
using Partners.Core.Moves;

namespace Partners.Console.Moves;

/// <summary>Puts a move together. The address holds every choice, see <see cref="MoveDraft"/>, but not the reason.</summary>
public sealed partial class NewMovePage
{
    /// <summary>How many projects of a workspace are named; the rest are counted.</summary>
    private const int Named = 5;

    private MoveDraft draft = new(null, []);
    private Dictionary<Guid, WorkspaceChoice> places = [];
    private ILookup<Guid, ProjectChoice> chosen = Enumerable.Empty<ProjectChoice>().ToLookup(project => project.WorkspaceId);
    private WorkspaceChoice? shownFrom;
    private MovePreview? preview;
    private string? previewed;
    private bool loaded;
    private bool addsAnother;
    private bool choosesTarget;

    [SupplyParameterFromQuery(Name = "workspace")]
    public string? Workspace { get; set; }

    [SupplyParameterFromQuery(Name = "pick")]
    public string[]? Picks { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? Page { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private MoveChoices Choices { get; set; } = default!;

    [Inject]
    private ProjectMoves Moves { get; set; } = default!;

    private IReadOnlyList<Guid> Near =>
        [.. draft.Sources.Select(source => source.WorkspaceId).Concat(draft.Workspace is { } shown ? [shown] : []).Distinct()];

    protected override async Task OnParametersSetAsync()
    {
        var before = draft;
        draft = MoveAddresses.Read(Workspace, Picks, To, Search, Page);
        addsAnother &= before.Workspace == draft.Workspace;
        choosesTarget &= before.Target == draft.Target;
        await LoadAsync();
        if (previewed != Move)
        {
            await PreviewAsync();
        }
    }

    /// <summary>The address of the move alone, without what is only shown.</summary>
    private string Move => MoveAddresses.New(draft with { Workspace = null, Search = null, Page = 1 });

    private async Task LoadAsync()
    {
        var asked = draft;
        Guid[] ids = [.. Near, .. asked.Target is { } target ? new[] { target } : []];
        var found = await Choices.FindWorkspacesAsync(Staff, ids, Leaving);
        var projects = await Choices.FindProjectsAsync(Staff, [.. asked.Sources.SelectMany(source => source.ProjectIds ?? [])], Leaving);
        if (asked == draft)
        {
            places = found.DistinctBy(place => place.Id).ToDictionary(place => place.Id);
            chosen = asked.Sources
                .SelectMany(source => (source.ProjectIds ?? []).Select(id =>
                    (source.WorkspaceId, Project: projects.FirstOrDefault(project => project.Id == id))))
                .Where(one => one.Project is not null).ToLookup(one => one.WorkspaceId, one => one.Project!);
            shownFrom = asked.Workspace is { } from ? places.GetValueOrDefault(from) : null;
            loaded = true;
        }
    }

    private async Task PreviewAsync()
    {
        var asked = previewed = Move;
        preview = null;
        if (draft is { Sources.Count: > 0, Target: { } target })
        {
            var found = await Moves.PreviewAsync(Staff, draft.Sources, target, Leaving);
            if (asked == Move)
            {
                preview = found;
            }
        }
    }

    /// <summary>Replaces this address, so that going back leaves the page and does not untick one box after another.</summary>
    private void Show(MoveDraft next) => Navigation.NavigateTo(MoveAddresses.New(next), replace: true);

    private string NameOf(Guid workspace) => places.GetValueOrDefault(workspace)?.Name ?? "A workspace that is not there";

    private string? AboutOf(Guid workspace) =>
        places.GetValueOrDefault(workspace) is { } place
            ? $"of {place.OrganisationName} · "
                + $"{WorkspaceWords.Of(place.UsageContext)}{(place.DataOwnerName is { } owner ? $" · {owner}" : null)}"
            : null;

    private string ChosenOf(MoveSource source)
    {
        if (source.ProjectIds is not { } ids)
        {
            return places.GetValueOrDefault(source.WorkspaceId) is { } place
                ? $"all {Words.Count(place.Projects, "project").ToLowerInvariant()}"
                : "all projects";
        }

        var names = chosen[source.WorkspaceId]
            .Select(project => project.Name)
            .Order(StringComparer.CurrentCultureIgnoreCase)
            .Take(Named)
            .ToList();
        return ids.Count > names.Count && names.Count > 0 ? $"{string.Join(", ", names)} and {Words.Number(ids.Count - names.Count)} more"
            : names.Count == 0 ? Words.Count(ids.Count, "project")
            : string.Join(", ", names);
    }
}
