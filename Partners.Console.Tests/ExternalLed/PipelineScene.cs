using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>Cards as a refresh and staff would leave them, made by hand; today is 20 November 2026.</summary>
internal sealed class PipelineScene
{
    private static readonly SignalSettings s_settings = new();

    private readonly List<object> _cards = [];

    public Organisation Partner { get; } = Make.PlatformPartner();

    public static CandidateOwner Owner(Staff staff) => new(staff.Subject, staff.Name);

    /// <param name="work">What staff did with the card.</param>
    /// <param name="daysInStage">How long it has been in the stage that <paramref name="work"/> left it in.</param>
    public Workspace Listed(
        string client = "Gemeente Zwolle",
        Signal signals = Signal.DrivesUsage,
        int daysInStage = 3,
        Action<Candidate>? work = null,
        Deal? deal = null,
        Organisation? partner = null,
        Workspace? workspace = null)
    {
        var from = partner ?? Partner;
        workspace ??= Make.Client(from, dataOwner: client);
        var reading = Reading(signals);
        var candidate = new Candidate(workspace.Id, from.Id, FixedClock.Noon.AddDays(-daysInStage));
        work?.Invoke(candidate);
        var entry = new PipelineEntry(workspace.Id);
        entry.Read(reading, Clients.Today);
        entry.Name(from.Id, from.Name, workspace.DataOwnerName!);
        entry.CopyCard(candidate, s_settings);
        _cards.AddRange([workspace, candidate, entry]);
        if (deal is not null)
        {
            _cards.Add(deal);
        }

        return workspace;
    }

    /// <summary>A deal on a workspace not saved yet.</summary>
    public Deal Deal(Workspace workspace, Money? cap = null, DateOnly? expiresOn = null, Organisation? partner = null) =>
        Make.Deal(partner ?? Partner, workspace, cap: cap, expiresOn: expiresOn);

    public static SignalReading Reading(Signal signals) => Clients.Evidence(
        projects: signals.HasFlag(Signal.DrivesUsage) ? [Clients.Project(38, byClient: true), Clients.Project(15, byClient: false)] : [],
        invites: signals.HasFlag(Signal.InvitesPeople) ? [Clients.Now.AddDays(-40), Clients.Now.AddDays(-12)] : [],
        acts: signals.HasFlag(Signal.ActsAsOwner) ? [Clients.Now.AddDays(-30), Clients.Now.AddDays(-20), Clients.Now.AddDays(-10)] : [],
        organisations: signals.HasFlag(Signal.CreatedOrganisation) ? [Clients.Now.AddDays(-5)] : []).Read();

    public Task SaveAsync(TestDatabase database, params IEnumerable<object> more) => database.AddAsync([Partner, .. more, .. Take()]);

    /// <summary>The cards with their workspaces and deals, to be saved once; partners are not included.</summary>
    public IReadOnlyList<object> Take()
    {
        IReadOnlyList<object> taken = [.. _cards];
        _cards.Clear();
        return taken;
    }
}
