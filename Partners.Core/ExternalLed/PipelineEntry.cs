using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.ExternalLed;

/// <summary>
/// What the last refresh read of an external-client workspace, with copies of what the board filters and sorts by, in one narrow row. It is
/// separate from <see cref="Candidate"/> because a refresh does not edit the card and must not conflict with someone who does.
/// </summary>
public sealed class PipelineEntry
{
    private PipelineEntry()
    {
    }

    internal PipelineEntry(Guid workspaceId) => WorkspaceId = workspaceId;

    public Guid WorkspaceId { get; private set; }

    public Guid PartnerId { get; private set; }

    /// <summary>The partner's name, as searched.</summary>
    public string PartnerKey { get; private set; } = string.Empty;

    /// <summary>The client's name, as searched.</summary>
    public string ClientKey { get; private set; } = string.Empty;

    /// <summary>The last day of the window.</summary>
    public DateOnly AsOf { get; private set; }

    public Signal Signals { get; private set; }

    public int Score { get; private set; }

    public int ClientConversations { get; private set; }

    public int AllConversations { get; private set; }

    public DateTimeOffset? LatestConversation { get; private set; }

    public int Invites { get; private set; }

    public DateTimeOffset? LatestInvite { get; private set; }

    public int OwnerActs { get; private set; }

    public DateTimeOffset? LatestOwnerAct { get; private set; }

    public int Organisations { get; private set; }

    public DateTimeOffset? LatestOrganisation { get; private set; }

    /// <summary>The client's running deal, or else the next to start; null if there is none.</summary>
    public Guid? DealId { get; private set; }

    /// <summary>What that deal can still earn, in cents; null without a deal or a cap.</summary>
    public Money? CapLeft { get; private set; }

    /// <summary>The deal's last day; null without a deal or an end.</summary>
    public DateOnly? DealEndsOn { get; private set; }

    /// <summary>The day from which the deal is near its cap or end; null if it is not near its cap and has no end.</summary>
    public DateOnly? NearFrom { get; private set; }

    /// <summary>Shown on the board and in the list: the score is high enough, or staff have moved or snoozed the card.</summary>
    public bool IsListed { get; private set; }

    /// <summary>Null if the client was never listed.</summary>
    public PipelineStage? Stage { get; private set; }

    public DateTimeOffset? StageSince { get; private set; }

    public bool IsSnoozed { get; private set; }

    public string? OwnerSubject { get; private set; }

    public SignalReading Reading(SignalSettings settings)
    {
        SignalFigures[] figures =
        [
            Figures(Signal.DrivesUsage, ClientConversations, AllConversations, LatestConversation),
            Figures(Signal.InvitesPeople, Invites, Invites, LatestInvite),
            Figures(Signal.ActsAsOwner, OwnerActs, OwnerActs, LatestOwnerAct),
            Figures(Signal.CreatedOrganisation, Organisations, Organisations, LatestOrganisation),
        ];
        return new(Signals, figures, Score);

        SignalFigures Figures(Signal signal, int count, int all, DateTimeOffset? latest)
        {
            var holds = Signals.HasFlag(signal);
            return new(signal, holds, count, all, latest, holds ? settings.ScoreOf(signal) : 0);
        }
    }

    internal void Read(SignalReading reading, DateOnly asOf)
    {
        var (usage, invites, acts, organisations) = (
            reading[Signal.DrivesUsage],
            reading[Signal.InvitesPeople],
            reading[Signal.ActsAsOwner],
            reading[Signal.CreatedOrganisation]);
        (AsOf, Signals, Score) = (asOf, reading.Signals, reading.Score);
        (ClientConversations, AllConversations, LatestConversation) = (usage.Count, usage.Of, usage.Latest);
        (Invites, LatestInvite) = (invites.Count, invites.Latest);
        (OwnerActs, LatestOwnerAct) = (acts.Count, acts.Latest);
        (Organisations, LatestOrganisation) = (organisations.Count, organisations.Latest);
    }

    internal void Name(Guid partnerId, string partner, string client) =>
        (PartnerId, PartnerKey, ClientKey) = (partnerId, SearchKey.Of(partner), SearchKey.Of(client));

    internal void NameClient(string client) => ClientKey = SearchKey.Of(client);

    /// <param name="deal">Null if none runs or has yet to start.</param>
    internal void Pair(DealSummary? deal) =>
        (DealId, CapLeft, DealEndsOn, NearFrom) = (
            deal?.DealId,
            deal is null ? null : Earning.CapLeft(deal.Cap, deal.Earned),
            deal?.LastDay,
            deal?.NearFrom);

    /// <param name="candidate">Null if the client was never listed.</param>
    internal void CopyCard(Candidate? candidate, SignalSettings settings)
    {
        Stage = candidate?.Stage;
        StageSince = candidate?.StageSince;
        IsSnoozed = candidate?.IsSnoozed ?? false;
        OwnerSubject = candidate?.OwnerSubject;
        IsListed = candidate is not null
            && (settings.Lists(Score) || candidate.Stage != PipelineStage.Signalled || candidate.IsSnoozed);
    }
}

internal static class PipelineEntries
{
    /// <summary>Makes a client searchable by its new name.</summary>
    public static async Task NameClientAsync(PartnersDb db, Guid workspaceId, string name, CancellationToken cancel) =>
        (await db.PipelineEntries.SingleOrDefaultAsync(entry => entry.WorkspaceId == workspaceId, cancel))?.NameClient(name);
}
