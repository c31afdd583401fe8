using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.ExternalLed;

namespace Partners.Console.ExternalLed;

/// <summary>The records behind one signal of a client, so that a person can count its figure again.</summary>
public sealed partial class RecordsPage
{
    internal const int ConversationsOnAPage = 50;

    private Asked asked = default!;

    [Inject]
    private EvidenceDirectory Directory { get; set; } = default!;

    [Inject]
    private SignalSettings Settings { get; set; } = default!;

    /// <summary>The name of a signal, or <see cref="ExternalLedAddresses"/>' name for conversations.</summary>
    [Parameter]
    public string Records { get; set; } = string.Empty;

    [SupplyParameterFromQuery(Name = "theirs")]
    public string? Theirs { get; set; }

    [SupplyParameterFromQuery(Name = "project")]
    public string? Project { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? Page { get; set; }

    public override RecordNoun Noun => new(
        "workspace",
        "All external-led organisations",
        GridLayout.AllOf(ExternalLedAddresses.Board),
        " It may have been handed off or removed on the platform.");

    public override string MissingTitle => IsRefused ? base.MissingTitle : SignalAsked is null ? "No such evidence" : "No such client";

    protected override string? Part => $"{Records}?{Theirs}&{Project}&{Page}";

    private bool IsConversations => Records == "conversations";

    private Signal? SignalAsked => IsConversations ? Signal.DrivesUsage : ExternalLedAddresses.SignalOf(Records);

    private CandidateEvidence Evidence => Shown.Evidence;

    /// <summary>Its people and records may be many.</summary>
    protected override bool IsHanded(Found found) => false;

    private string AddressOf(int page) =>
        $"{ExternalLedAddresses.Evidence(Evidence.WorkspaceId, asked.Signal)}"
        + $"{(PageNumber.Write(page) is { } number ? $"?page={number}" : null)}";

    protected override async Task<Found?> FindAsync(Guid id)
    {
        if (SignalAsked is not { } signal)
        {
            Missing = $"“{Records}” is none of the signals that are counted.";
            return null;
        }

        Missing = "There is no external-client workspace with this id. It may have been handed off or removed on the platform.";
        asked = new(
            signal,
            IsConversations,
            IsConversations && string.Equals(Theirs, "true", StringComparison.OrdinalIgnoreCase),
            IsConversations && Guid.TryParse(Project, out var project) ? project : null,
            PageNumber.Read(Page));
        return await Directory.FindAsync(Staff, id, Leaving) is { } evidence
            ? new(
                evidence,
                signal == Signal.DrivesUsage
                    ? await Directory.ConversationsAsync(
                        Staff,
                        id,
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

    public sealed record Found(CandidateEvidence Evidence, ConversationListing? Conversations);
}
