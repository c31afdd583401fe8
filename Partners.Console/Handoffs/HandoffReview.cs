using Partners.Console.Shell;
using Partners.Console.Workspaces;
using Partners.Core.Handoffs;
using Partners.Core.Workspaces;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.Handoffs;

/// <summary>One thing that a handoff changes, or that stays as it is.</summary>
/// <param name="About">Says more of what it is, such as an address; null if nothing.</param>
/// <param name="Note">Says more of what becomes of it; null if nothing.</param>
public sealed record ReviewRow(string What, string Before, string After, string? About = null, string? Note = null)
{
    public bool Changes => !string.Equals(Before, After, StringComparison.Ordinal);
}

/// <summary>What belongs together, under one name.</summary>
public sealed record ReviewGroup(string Name, IReadOnlyList<ReviewRow> Rows)
{
    public IEnumerable<ReviewRow> Changing => Rows.Where(row => row.Changes);

    public IEnumerable<ReviewRow> Staying => Rows.Where(row => !row.Changes);

    /// <summary>"Ownership: unchanged"; "Invites: none"; null if something of it changes.</summary>
    public string? Unchanged => Changing.Any() ? null : $"{Name}: {(Rows.Count == 0 ? "none" : "unchanged")}";
}

/// <summary>What a handoff changes, before and after, with amounts (docs/product.md H28).</summary>
public static partial class HandoffReview
{
    public const string NotDecided = "Not decided";

    /// <summary>The groups in their order: who owns and pays comes first.</summary>
    public static IReadOnlyList<ReviewGroup> Of(HandoffPlan plan, HandoffFacts facts) =>
    [
        new("Ownership", Ownership(plan, facts)),
        new("Billing", Billing(plan, facts)),
        new("Deals", [.. facts.Deals.Select(deal => Of(deal, plan, facts))]),
        new("People", [.. facts.People.Select(person => Of(person, plan))]),
        new("Open invites", [.. facts.Invites.Select(invite => Of(invite, plan))]),
        new("Data flows", [.. facts.Flows.Select(flow => Of(flow, plan))]),
        new("What participants are told", Notices(plan, facts)),
        new("Timing", Timing(plan.Timing)),
    ];

    private static string Client(HandoffPlan plan, HandoffFacts facts) =>
        facts.Client?.Name ?? (string.IsNullOrWhiteSpace(plan.Client.NewName) ? NotDecided : plan.Client.NewName.Trim());

    /// <summary>The day on which it happens; null while none is agreed.</summary>
    private static DateOnly? DayOf(HandoffPlan plan, HandoffFacts facts) =>
        plan.Timing.AgreedOn is { } day ? (day < facts.Today ? facts.Today : day) : null;

    private static IReadOnlyList<ReviewRow> Ownership(HandoffPlan plan, HandoffFacts facts)
    {
        var isNew = plan.Client is { OrganisationId: null, NewName: not null };
        var held = $"{Words.Count(facts.Workspace.Projects, "project")}, "
            + Words.Count(facts.Workspace.Conversations, "conversation").ToLowerInvariant();
        var all = facts.Workspace.Visibility == WorkspaceVisibility.OpenToOrganisation ? "The owners and admins" : "The owners";
        return
        [
            new("Organisation", facts.Partner.Name, $"{Client(plan, facts)}{(isNew ? ", new" : null)}"),
            new("Kind", "An external-client workspace", "The client’s own workspace"),
            new(
                "Gets in by visibility",
                $"{all} of {facts.Partner.Name}",
                LetIn(plan, facts),
                WorkspaceWords.Of(facts.Workspace.Visibility)),
            facts.Workspace.HasLogo
                ? new("Logo", "Its own, in the participant portal", "None: white labelling ends")
                : new("Logo", "None", "None"),
            new("Workspace", held, held, facts.Workspace.Name),
        ];
    }

    private static string LetIn(HandoffPlan plan, HandoffFacts facts) => facts.Client is not { } known
        ? facts.NewOwner is { } owner && plan.Client.OrganisationId is null ? $"{owner.Name}, who owns the new organisation" : NotDecided
        : known.LetIn.Count == 0 ? $"Nobody from {known.Name}"
        : known.LetIn.Count <= 5 ? string.Join(", ", known.LetIn)
        : $"{string.Join(", ", known.LetIn.Take(4))} and {Words.Number(known.LetIn.Count - 4)} others";

    private static ReviewRow Of(AccessFact person, HandoffPlan plan)
    {
        var about = $"{person.Email}{(HandoffWords.Of(person.Side) is { } side ? $", {side}" : null)}";
        if (plan.People.FirstOrDefault(planned => planned.MembershipId == person.MembershipId) is not { } planned)
        {
            return new(person.Name, person.Role.ToString(), NotDecided, about);
        }

        var until = planned.Role is not null && planned.Until is { } day ? $", until {AmsterdamTime.Day(day)}" : null;
        return new(person.Name, person.Role.ToString(), $"{HandoffWords.Of(planned.Role)}{until}", about, planned.Purpose);
    }

    private static ReviewRow Of(InviteFact invite, HandoffPlan plan) => new(
        invite.Email,
        invite.Role.ToString(),
        plan.Invites.FirstOrDefault(planned => planned.InviteId == invite.InviteId) is { } planned
            ? HandoffWords.Of(planned.Role, HandoffWords.Revoked)
            : NotDecided);

    private static ReviewRow Of(FlowFact flow, HandoffPlan plan)
    {
        var sends = $"{FlowWords.Events(flow.Events)} to {flow.Host}";
        return plan.Flows.FirstOrDefault(planned => planned.WebhookId == flow.WebhookId) switch
        {
            null => new(FlowWords.Name(flow.Name), sends, NotDecided, flow.Project),
            { Fate: FlowFate.Remove } => new(FlowWords.Name(flow.Name), sends, "Removed", flow.Project),
            var kept => new(
                FlowWords.Name(flow.Name),
                sends,
                sends,
                flow.Project,
                HandoffWords.Of(kept.Fate, kept.AcceptedBy, kept.AcceptedOn)),
        };
    }

    /// <summary>Alike for some projects, whoever their hosts are. Only the hosts change them, after the handoff.</summary>
    private static IReadOnlyList<ReviewRow> Notices(HandoffPlan plan, HandoffFacts facts) =>
    [
        .. facts.Notices
            .GroupBy(notice => (notice.Notice, notice.NamesPartner))
            .OrderByDescending(alike => alike.Key.NamesPartner)
            .Select(alike =>
            {
                var told = NoticeWords.Of(alike.Key.Notice);
                var names = alike.SelectMany(notice => notice.Names).Order(StringComparer.CurrentCultureIgnoreCase).ToList();
                var projects = alike.Sum(notice => notice.Projects);
                return new ReviewRow(
                    projects <= 3 ? string.Join(", ", names) : $"{names[0]} and {Words.Number(projects - 1)} other projects",
                    told,
                    alike.Key.NamesPartner ? $"To be changed by its hosts: the address is {facts.Partner.Name}’s"
                        : alike.Key.Notice.LegalBasis == NoticeWords.DembraneEvents
                            ? "To be changed by its hosts: for dembrane’s own events"
                        : alike.Key.Notice.LegalBasis is null ? $"To be given by its hosts, as {Client(plan, facts)} decides"
                        : told);
            }),
    ];

    private static IReadOnlyList<ReviewRow> Timing(TimingPlan timing) =>
    [
        new("Agreed date", FactWords.Nothing, HandoffWords.Day(timing.AgreedOn)),
        new("The partner’s confirmation", FactWords.Nothing, HandoffWords.Of(timing.Partner)),
        new("The client’s confirmation", FactWords.Nothing, HandoffWords.Of(timing.Client)),
    ];
}
