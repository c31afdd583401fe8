using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.ExternalLed;

namespace Partners.Console.ExternalLed;

/// <summary>The records behind one signal of a client, so that a person can count its figure again.</summary>
public sealed partial class RecordsPage
{
    internal const int ConversationsOnAPage = 50;

    private bool loaded;
    private Asked asked = default!;
    private (string Title, string Sentence) missing;

    [Inject]
    private EvidenceDirectory Directory { get; set; } = default!;

    [Inject]
    private SignalSettings Settings { get; set; } = default!;

    [Parameter]
    public string Id { get; set; } = string.Empty;

    /// <summary>The name of a signal, or <see cref="ExternalLedAddresses"/>' name for conversations.</summary>
    [Parameter]
    public string Records { get; set; } = string.Empty;

    [SupplyParameterFromQuery(Name = "theirs")]
    public string? Theirs { get; set; }

    [SupplyParameterFromQuery(Name = "project")]
    public string? Project { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? Page { get; set; }

    /// <summary>Set during the first rendering, before the page is connected.</summary>
    [CascadingParameter]
    private HttpContext? Http { get; set; }

    private Found? Shown { get; set; }

    private CandidateEvidence Evidence => Shown!.Evidence;

    protected override async Task OnParametersSetAsync()
    {
        Shown = await FindAsync();
        loaded = true;
        if (Shown is null)
        {
            AnswerCode.NotFound(Http);
        }
    }

    private string AddressOf(int page) =>
        $"{ExternalLedAddresses.Evidence(Evidence.WorkspaceId, asked.Signal)}"
        + $"{(PageNumber.Write(page) is { } number ? $"?page={number}" : null)}";

    private async Task<Found?> FindAsync()
    {
        var isConversations = Records == "conversations";
        if ((isConversations ? Signal.DrivesUsage : ExternalLedAddresses.SignalOf(Records)) is not { } signal)
        {
            missing = ("No such evidence", $"“{Records}” is none of the signals that are counted.");
            return null;
        }

        if (!Guid.TryParse(Id, out var workspace))
        {
            missing = ("No such client", $"“{Id}” is not a workspace's id. It may have been cut off when it was copied.");
            return null;
        }

        asked = new(
            signal,
            isConversations,
            isConversations && string.Equals(Theirs, "true", StringComparison.OrdinalIgnoreCase),
            isConversations && Guid.TryParse(Project, out var project) ? project : null,
            PageNumber.Read(Page));
        missing = (
            "No such client",
            "There is no external-client workspace with this id. It may have been handed off or removed on the platform.");
        return await Directory.FindAsync(Staff, workspace, Leaving) is { } evidence
            ? new(
                evidence,
                signal == Signal.DrivesUsage
                    ? await Directory.ConversationsAsync(
                        Staff,
                        workspace,
                        asked.Theirs,
                        asked.Project,
                        asked.Page,
                        ConversationsOnAPage,
                        Leaving)
                    : null)
            : null;
    }

    /// <param name="Theirs">Only conversations in projects that the client's people created.</param>
    private sealed record Asked(Signal Signal, bool IsConversations, bool Theirs, Guid? Project, int Page);

    private sealed record Found(CandidateEvidence Evidence, ConversationListing? Conversations);
}
